"""Files in and out: the interchange document, exports, transcripts, contacts, invitations."""
