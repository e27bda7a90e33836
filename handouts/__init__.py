"""Prints: facts and words in, PDF bytes out. Knows neither the store nor the window."""
