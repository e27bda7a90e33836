"""Draws people, props and signs from data: poses in, vector shapes out (docs/drawings.md)."""
