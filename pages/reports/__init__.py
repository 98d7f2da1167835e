"""The account to the grantor, written, downloaded and submitted; and the update."""
