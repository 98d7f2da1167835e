"""Looking after an installation: backup and restore, what is no longer kept, and whether all of it is safe."""
