"""Talks: case files and reports, in and out, checked at the edge."""
