"""``python -m tests.house.programme_guide`` writes the guide and the start files anew."""

from tests.house.programme_guide import start, writing

start.write()
writing.write()
