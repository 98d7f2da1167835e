"""What is unlike before in what an import brings: asked about, never refused."""
