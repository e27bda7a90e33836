"""Shows: the window and, as its second face, the command line."""
