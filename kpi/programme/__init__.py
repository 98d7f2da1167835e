"""What was promised: the programme file as frozen values, and the declarations that measures are made of (pure)."""
