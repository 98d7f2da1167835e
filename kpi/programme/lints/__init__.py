"""The checks of a programme file: one module a subject, and the table of all of them."""
