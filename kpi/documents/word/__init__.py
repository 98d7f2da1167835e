"""A paper as a Word document that can be edited: real styles, captions, contents, and charts with their data."""
