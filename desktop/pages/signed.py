"""A signed visit, to read: every finding with its words, and on request what it said before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop import show
from desktop.models.bodymarks import KINDS, Drawing, drawing_of, marked
from desktop.models.corrections import (
    Group,
    Line,
    RecordWords,
    Was,
    amended_words,
    days_before,
    error_words,
)
from desktop.models.occasion import written_later, written_on
from desktop.widgets.bodypicture import BodyPicture, sample
from desktop.widgets.flow import flow
from desktop.widgets.form import Section, heading, muted, plain, restyled
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.coding import coded
from pathway.records import RecordedVisit, VisitVersion
from pathway.versions import moved, replaced

LINES_AT_ONCE: Final = 8
"""Of a card: more of them would take a slow turn of the window."""


@dataclass(frozen=True, slots=True)
class Read:
    """A visit as it stands, and with ``versions`` what it said after each of its changes."""

    recorded: RecordedVisit
    versions: tuple[VisitVersion, ...] = ()


class SignedVisit(QWidget):
    """What was asked and found at one visit; old values stand struck through beside the new."""

    def __init__(
        self, read: Read, words: RecordWords, parent: QWidget, *, in_pieces: bool = False
    ) -> None:
        super().__init__(parent)
        self._read, self._words = read, words
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._tell_when()
        self.pieces = self._make()
        """Makes the next piece of it each time, until there is none left."""
        if not in_pieces:
            for _ in self.pieces:
                pass

    def _tell_when(self) -> None:
        """Say of which day it is, who signed it, and what happened to it since."""
        box, recorded = self._box, self._read.recorded
        title = tr("Visit of {day}").format(day=show.weekday_day(recorded.visit.on))
        box.addWidget(heading(title, self, 1))
        days = days_before(moved(self._read.versions))
        if days:
            box.addWidget(_corrected(days, None, self))
        box.addWidget(muted(signature(recorded), self))
        later = written_later(recorded.visit.on, written_on(recorded.visit), None)
        if later:
            box.addWidget(notice(later, "info", self))
        if recorded.amended:
            box.addWidget(notice(amended_words(recorded.amended), "info", self))
        if recorded.in_error:
            box.addWidget(notice(error_words(recorded.in_error), "warn", self))

    def _make(self) -> Iterator[None]:
        """Show what was found; yield between pieces of some milliseconds."""
        box, visit = self._box, self._read.recorded.visit
        drawing = drawing_of(coded(visit))
        if marked(drawing):
            box.addWidget(_drawn(drawing, self._words, self))
            yield
        groups = self._words.groups(visit, replaced(self._read.versions))
        for group in groups:
            yield
            card = _Card(group, self)
            card.hide()  # each line that comes into sight would lay out the whole sheet anew
            box.addWidget(card)
            for place, line in enumerate(group.lines):
                if place and place % LINES_AT_ONCE == 0:
                    yield
                card.put(line, place)
            dressed(card)
            card.show()
        if not groups:
            box.addWidget(plain(tr("Nothing was recorded at this visit."), self))


def signature(recorded: RecordedVisit) -> str:
    """Return who signed a visit and when, or that nobody did."""
    if not recorded.signed_by:
        return tr("Not signed yet")
    moment = recorded.signed_at
    if moment is None:
        return tr("Signed by {who}").format(who=recorded.signed_by)
    at = show.moment(moment.astimezone())
    return tr("Signed by {who}, {moment}").format(who=recorded.signed_by, moment=at)


def struck(text: str, parent: QWidget) -> QLabel:
    """Return text that does not hold any more; read aloud it says so in words."""
    label = plain(text, parent, "muted")
    font = label.font()
    font.setStrikeOut(True)
    label.setFont(font)
    label.setAccessibleName(tr("was {value}").format(value=text))
    return label


def notice(text: str, kind: str, parent: QWidget) -> QFrame:
    """Return a line that must not be overlooked; ``kind`` is "danger", "warn" or "info"."""
    frame = QFrame(parent)
    restyled(frame, "notice", kind)
    frame.setAccessibleName(text)
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 8, 16, 8)
    box.addWidget(plain(text, frame))
    return frame


def _drawn(drawing: Drawing, words: RecordWords, parent: QWidget) -> Section:
    section = Section(tr("Where it is felt"), "", parent)
    picture = BodyPicture(drawing, words.zone, section)
    samples = [sample(kind, section) for kind in KINDS]
    section.add(flow(section, *samples, gap=18))
    section.add(picture)
    return section


class _Card(Section):
    """A group of findings; its lines are put one after the other."""

    def __init__(self, group: Group, parent: QWidget) -> None:
        super().__init__(group.title, "", parent)
        self._table = QWidget(self)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.add(self._table)

    def put(self, line: Line, place: int) -> None:
        """Add a line."""
        label = muted(line.label, self._table)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(_value(line, self._table), place, 1)


def _value(line: Line, parent: QWidget) -> QWidget:
    if not line.was:
        return plain(line.value, parent)
    now = plain(line.value, parent, "h3")
    now.setAccessibleName(tr("now {value}").format(value=line.value))
    cell = _corrected(line.was, now, parent)
    cell.setAccessibleName(f"{line.label}: {line.spoken}")
    return cell


def _corrected(was: tuple[Was, ...], now: QLabel | None, parent: QWidget) -> QWidget:
    """Return old values struck through beside the new one, beneath them who, when and why."""
    cell = QWidget(parent)
    box = QVBoxLayout(cell)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    values = [struck(one.value, cell) for one in was]
    box.addWidget(flow(cell, *values, *([now] if now else []), gap=14))
    for one in was:
        box.addWidget(plain(one.told, cell, "small"))
    return cell
