"""Companion: prepare a disagreement with a client, hold the call, recap it, find it again."""

__version__ = "0.1.0"
