"""The evidence package: every source row behind every figure of a date, for whoever audits them."""
