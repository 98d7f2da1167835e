"""What a paper says, apart from how it is written: the same sections and tables for Word and pdf."""
