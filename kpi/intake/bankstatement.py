"""Bank statements as CAMT.053."""

ROOT = "Document"
