"""The commands of ``foramen``: each module has ``add(subparsers)`` and ``run(args) -> int``.

``add`` declares the command and its options; ``run`` carries it out and returns the exit status.
What ``foramen --help`` says of a command stands in the table of ``desktop/commandline.py``.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import argparse

    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


DONE: Final = 0
FAILED: Final = 1
BAD_INPUT: Final = 2
"""Exit status: all held; something failed inside; what was given cannot be used."""


class NotSound(Exception):
    """The program is not what it was when it was made; the text is one sentence."""


class BadInput(Exception):
    """What was given cannot be used; the text is one line: where, what, and what was expected."""
