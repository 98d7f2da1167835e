"""The checks of a programme file, one module a subject; their table stands in ``kpi.programme.loading``."""
