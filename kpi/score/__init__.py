"""Observed values × targets × reference date → status, explanation and goal score. Pure: no facts, no clock."""
