"""Bringing in facts: drop files, see what they would do, accept or leave it, take it back."""
