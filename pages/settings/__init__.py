"""Screens on which editors set what was promised and keep the steering group's minutes."""
