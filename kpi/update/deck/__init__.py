"""The update as a deck: a master of our own, one slide a section, charts and notes that can be edited."""
