"""What people decided, as facts with key, reason, person and revision."""
