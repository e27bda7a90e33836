"""The scenes of the tour: how to come to each page and state by key presses."""
