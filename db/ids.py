"""Identities of rows: random, so that none is ever used again or tells how many there are."""

from uuid import uuid4


def new_id() -> str:
    """Return a fresh identity."""
    return str(uuid4())
