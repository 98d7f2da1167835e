"""Which tables a sheet holds, where their column names stand, and which field each column holds."""
