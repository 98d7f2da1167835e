"""What is known: append-only facts numbered by revision. The only place that speaks SQL."""
