"""The rules for hints, one small module each; every rule is a function of a LiveState."""
