"""Where an indicator will land: the distribution of its value on a day ahead, out of what was seen up to a day.

Pure: numbers in, draws out. The seed of chance is an argument, so that the same question has the same answer to the
last digit. What is known of the future counts as known; only the rest is drawn. docs/forecast.md tells how often the
bands held in programmes that were simulated.
"""
