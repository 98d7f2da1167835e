"""Files that are hostile or broken: each hazard by itself, measured, and very many at random (`make fuzz`)."""
