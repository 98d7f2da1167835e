"""Who has which role, and the log of what everybody did."""
