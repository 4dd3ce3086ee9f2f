"""The window in which people look at playbooks and write their own."""
