"""The parts that pages are made of: each control says its name, its help and its trouble."""
