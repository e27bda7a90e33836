"""What is wrong with a case file: where in it, and what was expected there."""


class CaseTrouble(Exception):
    """A case file cannot be used. ``path`` is like ``visits[1].pain.limb``; "" is the file itself.

    Neither part quotes a value of the file: a name must not end up in a log.
    """

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path or 'the file'}: expected {expected}")
        self.path = path
        self.expected = expected
