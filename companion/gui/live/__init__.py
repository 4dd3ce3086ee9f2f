"""The narrow window beside the call."""
