"""Tests of the forecasts themselves: numbers in, draws out."""
