"""The guide to a programme file: every key, made from the models, and the mistakes that a file can hold."""
