"""How the programme stands: the screens that only show."""
