"""The look in one place: colours and measures, palettes, type sizes and the stylesheet."""
