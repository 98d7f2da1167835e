"""Figures out of facts: what a declared measure gives, sums of money, tallies, and the rows behind them."""
