"""How often the forecasts are right: programmes are simulated, their end is forecast, and held against what came.

`make calibrate` (`python -m tests.calibration`) writes docs/forecast.md with its pictures.
"""
