"""The window in which people come in out of the address book of another program."""
