"""Screens about what was promised and decided: settings, the steering group, and the log."""
