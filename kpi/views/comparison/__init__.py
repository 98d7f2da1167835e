"""Comparisons of two moments, and calculation examples."""
