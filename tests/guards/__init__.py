"""What is looked for in tracked files and in what is locked; ``python -m tests.guards``, part of ``make check``."""
