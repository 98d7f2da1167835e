"""Values that a screen shows, worked out: pure over a picture, rows and tallies. Nothing here draws, or reads SQL."""
