"""Figures for screens and documents: small SVG bars, and plotly charts under one template of our own."""
