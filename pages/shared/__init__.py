"""The shared parts of all screens: the visitor, the question, the reads, and the elements that show them."""
