"""Erasing the names of a person from everything that was recorded."""
