"""What a screen shows, worked out: pure values over a picture, rows and tallies. Nothing here draws, or reads SQL."""
