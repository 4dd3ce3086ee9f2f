"""The page on what is to be followed up: next steps across all clients, done with one key."""
