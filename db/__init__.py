"""Remembers: the encrypted store, its keys, operations, queries and revisions."""
