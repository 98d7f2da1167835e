"""The account to the province, written, downloaded and submitted; and the update."""
