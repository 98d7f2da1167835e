"""Files become sheets of cells, a module a format; what looks unsafe is refused before it is opened."""
