"""A recap as an e-mail message and its ways out of the house."""
