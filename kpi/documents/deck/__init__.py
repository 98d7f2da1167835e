"""A presentation of 16:9: a master of our own, charts and notes that can be edited."""
