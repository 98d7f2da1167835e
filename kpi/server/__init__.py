"""How the dashboard is served: the site, its door (who comes in), its headers, its health; no screen stands here."""
