"""Cells become values: dates, amounts, numbers, names and keys."""
