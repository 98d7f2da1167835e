"""What every screen shares: who is asking, what is asked, what is known, and the elements it is shown with."""
