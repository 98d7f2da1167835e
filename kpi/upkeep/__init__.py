"""Looking after an installation: the terms of keeping, the facts and files past them, and the doctor's checks."""
