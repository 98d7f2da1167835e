"""Spreadsheets in: read, recognise, understand, propose. Committing a proposal is the store's."""
