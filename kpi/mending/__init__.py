"""Acts of people about what files can't say: accounts, names, payments, and rows that were wrong."""
