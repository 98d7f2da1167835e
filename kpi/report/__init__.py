"""The account to the grantor: one frozen report, written in the formats of a table."""
