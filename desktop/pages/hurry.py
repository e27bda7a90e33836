"""Tab before a long form is whole: what it goes to next is made at once, the rest in its slices."""

from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.pages.bodypart import BodyPart
from desktop.pages.interview import Interview
from desktop.pages.scorespart import ScoresPart
from desktop.widgets.choice import ChoiceButtons


class Lined(Protocol):
    """A part of a form that is made line by line."""

    @property
    def has_more(self) -> bool:
        """Whether a line is still to be made."""

    def make_next(self) -> None:
        """Make the next line."""

    def last_control(self) -> QWidget:
        """Return the last control that is there."""

    def show(self) -> None:
        """Let it be seen."""

    def isAncestorOf(self, child: QWidget, /) -> bool:  # noqa: N802
        """Say whether a widget lies in this part."""


class Following(Lined, Protocol):
    """A part that comes after another one."""

    reads_after: Callable[[], QWidget] | None
    """Tells which control stands before the first of these in the order of reading."""


def hurry(parts: tuple[Lined, ...], focused: QWidget) -> bool:
    """Have what Tab goes to from ``focused`` there; False when that cannot be told."""
    for here, after in pairwise(parts):
        if here.isAncestorOf(focused):
            _make_after(here, after, focused)
            return True
    return False


def make_some(part: Lined) -> None:
    """Have the next control of a part there and to be seen."""
    if isinstance(part, ScoresPart):
        part.make_following()
    elif isinstance(part, BodyPart):
        part.finish()
    elif part.has_more:
        part.make_next()
        part.show()


def _make_after(here: Lined, after: Lined, focused: QWidget) -> None:
    if isinstance(here, Interview):
        here.make_following()
        if not here.has_more and not _is_begun(after):
            make_some(after)
        return
    if here.has_more:
        make_some(here)
    if not here.has_more and _is_end(here.last_control(), focused):
        make_some(after)


def _is_begun(part: Lined) -> bool:
    return part.isAncestorOf(part.last_control())


def _is_end(last: QWidget, focused: QWidget) -> bool:
    """Say whether the keyboard is in the last control; a line of answers is one of them."""
    line = last.parentWidget()
    return focused is last or (isinstance(line, ChoiceButtons) and line.isAncestorOf(focused))
