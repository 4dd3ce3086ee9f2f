"""The window on the trash: what was deleted, to restore or to delete for good."""
