"""Screens about sources: what an import does, how old each source is, and the rows behind a figure."""
