"""The quarterly update: where it stands, and what changed since the last meeting, as a deck and as one page."""
