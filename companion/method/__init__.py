"""The craft: playbooks, figures and dates in words, recaps; pure functions on the model."""
