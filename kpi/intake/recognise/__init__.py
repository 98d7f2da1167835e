"""The tables of a sheet, the rows of their column names, and the field that each column holds."""
