"""The progress of the programme: the screens that only show."""
