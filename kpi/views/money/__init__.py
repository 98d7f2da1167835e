"""Screens about money: budget lines, contributions, subsidy and plan years."""
