"""Screens about results: the overview, an indicator, members, vacancies, visibility and activities."""
