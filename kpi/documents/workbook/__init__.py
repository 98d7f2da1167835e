"""Writing workbooks with XlsxWriter."""
