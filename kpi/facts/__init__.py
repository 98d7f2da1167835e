"""The facts: append-only, numbered by revision. The only place that speaks SQL."""
