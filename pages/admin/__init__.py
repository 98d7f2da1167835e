"""The roles of people, and the audit log."""
