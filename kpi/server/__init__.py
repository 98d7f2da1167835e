"""The serving of the dashboard: the site, its door (who comes in), its headers, its health; no screen stands here."""
