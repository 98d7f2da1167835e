"""SmartHupdate: the state of the programme and the changes since the last meeting, as a deck and as one page."""
