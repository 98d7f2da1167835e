"""Figures out of facts: values of declared measures, sums of money, tallies, and the rows behind them."""
