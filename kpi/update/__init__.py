"""SmartHupdate: where the programme stands and what changed since the last meeting, as a deck and as one page."""
