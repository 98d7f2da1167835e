"""A programme: its file as frozen values, the checks of it, and the declarations of its measures (pure)."""
