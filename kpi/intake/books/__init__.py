"""Bookkeeping and bank statements: ledger cards, audit files and payments, as rows of our sheets."""
