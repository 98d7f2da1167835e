"""Two moments beside each other, and calculation examples."""
