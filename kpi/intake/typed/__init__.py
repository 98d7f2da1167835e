"""Recognised tables become typed rows: totals set apart, rules checked, blanks and corrections weighed."""
