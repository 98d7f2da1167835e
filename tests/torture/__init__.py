"""Kills, damaged files, full disks, locks and wrong clocks; then a whole revision, or a sentence.

`make torture` does all of it and counts; `test_short.py` a little of each, in every run.
"""
