"""Decisions of people, as facts with key, reason, person and revision."""
