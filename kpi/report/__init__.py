"""The account to the province: one frozen report, written in the formats of a table."""
