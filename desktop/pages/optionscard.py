"""The treatment options on the plan: what may be offered, first line first; why not the rest."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.models.options import OptionGroup, OptionLine, OptionsShown
from desktop.pages.answerable import Answerable
from desktop.pages.answering import Answering
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.findings import reason_frame
from desktop.widgets.form import chip, heading, muted, plain
from desktop.widgets.texts import dressed
from desktop.words import tr


class _Piece(NamedTuple):
    """One thing to be made: where it is put, and what it shows."""

    box: QBoxLayout
    shows: str | OptionLine | OptionGroup
    says: str = ""


class OptionsCard(QFrame):
    """All options of a day, in two columns where there is room; made piece by piece.

    The pieces are shown together when the last is made: each one by itself would lay out the whole
    plan anew.
    """

    def __init__(self, shown: OptionsShown, answering: Answering, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Treatment options"))
        self._answering = answering
        self.answerables: list[Answerable] = []
        self.closed: list[Disclosure] = []
        self._pieces: list[_Piece] = []
        self._unseen: list[QWidget] = []
        self._body = QWidget(self)
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 16)
        box.setSpacing(10)
        box.addLayout(self._top(shown))
        for said in shown.common:
            box.addWidget(muted(f"•  {said}", self))
        if not shown.hidden:
            self._divide(shown)
            box.addWidget(self._body)

    @property
    def rows(self) -> list["OptionRow"]:
        """The options that are shown whole."""
        bodies = (one.body for one in self.answerables if not one.is_folded)
        return [body for body in bodies if isinstance(body, OptionRow)]

    @property
    def has_more(self) -> bool:
        """Tell whether something is still to be made or to be shown."""
        return bool(self._pieces or self._unseen)

    def make_next(self) -> None:
        """Make the next row, title or disclosure; when all are there, show the next column."""
        if not self._pieces:
            self._unseen.pop(0).show()
            return
        piece = self._pieces.pop(0)
        made = self._make(piece)
        dressed(made)
        piece.box.addWidget(made)

    def _make(self, piece: _Piece) -> QWidget:
        shows, column = piece.shows, piece.box.parentWidget() or self._body
        if isinstance(shows, str):
            return heading(shows, column)
        if isinstance(shows, OptionLine):
            self.answerables.append(answerable_row(shows, self._answering, column))
            return self.answerables[-1]
        if piece.says:
            more: Disclosure = More(shows, piece.says, self._answering, column)
        else:
            more = WhyNot(shows, self._answering, column)
        self.closed.append(more)
        return more

    def set_wide(self, is_wide: bool) -> None:
        """Put the columns side by side, or beneath each other."""
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def _top(self, shown: OptionsShown) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(heading(tr("Treatment options"), self), 1)
        if not shown.is_screened:
            line.addWidget(chip(tr("Screen not complete"), "warn", self))
        box.addLayout(line)
        suggests = tr("What guidelines suggest for this stage, to choose from. First line first.")
        box.addWidget(plain(shown.hidden, self) if shown.hidden else muted(suggests, self))
        return box

    def _divide(self, shown: OptionsShown) -> None:
        """Plan the pieces in the order in which the keyboard goes through them."""
        self._columns.setSpacing(28)
        boxes: list[QBoxLayout] = []
        for _ in range(2):
            part = QWidget(self._body)
            part.hide()  # each row in sight would lay out the whole plan anew
            column, rows = QVBoxLayout(part), QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(12)
            column.addLayout(rows)
            column.addStretch(1)
            self._columns.addWidget(part, 1)
            self._unseen.append(part)
            boxes.append(rows)
        care, beside = boxes
        self._plan(care, shown.care)
        if shown.medicines_wait and shown.medicines.lines:
            said = tr("Care without medicines is suggested first; none is recorded yet.")
            self._pieces.append(_Piece(beside, shown.medicines, said))
        else:
            self._plan(beside, shown.medicines)
        self._plan(beside, shown.referrals)
        if shown.rare.lines:
            said = tr("Optional where the equipment is there; few places have it.")
            self._pieces.append(_Piece(beside, shown.rare, said))
        shut = (group for group in (shown.locked, shown.refused) if group.lines)
        self._pieces += [_Piece(beside, group) for group in shut]

    def _plan(self, box: QBoxLayout, group: OptionGroup) -> None:
        if group.lines:
            self._pieces.append(_Piece(box, group.title))
            self._pieces += [_Piece(box, line) for line in group.lines]


class OptionRow(QWidget):
    """One option: its name and mark, how good the evidence is, what to mind; reasons on demand."""

    def __init__(self, line: OptionLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.reasons: QWidget | None = None
        self.setAccessibleName(f"{line.name}: {line.mark}")
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._top = top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(chip(line.mark, line.tint, self))
        top.addWidget(heading(line.name, self, 3), 1)
        self.why = QPushButton(tr("Why?"), self)
        self.why.setProperty("kind", "plain")
        self.why.setAutoDefault(False)
        self.why.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.why.clicked.connect(self.on_why)
        top.addWidget(self.why)
        box.addLayout(top)
        if line.evidence:
            box.addWidget(muted(line.evidence, self))
        if line.minds:
            box.addWidget(plain("\n".join(f"•  {said}" for said in line.minds), self))
        self._show_state(is_open=False)

    def put_answer(self, button: QPushButton) -> None:
        """Take the button that answers beside the one that asks why."""
        self._top.insertWidget(self._top.indexOf(self.why), button)

    @Slot()
    def on_why(self) -> None:
        """Open the reasons, or close them."""
        self.set_open(self.reasons is None or self.reasons.isHidden())

    def set_open(self, is_open: bool) -> None:
        """Show the reasons or hide them; they are made when they are first looked at."""
        if self.reasons is None:
            self.reasons = self._made_reasons()
        self.reasons.setVisible(is_open)
        self._show_state(is_open=is_open)

    def _made_reasons(self) -> QWidget:
        part = QWidget(self)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(10)
        for told in self.line.because:
            box.addWidget(reason_frame(told, part))
        self._box.addWidget(part)
        return part

    def _show_state(self, *, is_open: bool) -> None:
        self.why.setText(tr("Close") if is_open else tr("Why?"))
        self.why.setAccessibleName(f"{self.why.text()} {self.line.name}")
        theme.put_icon(self.why, "chevron-up" if is_open else "chevron-down", "accent")


class WhyNot(Disclosure):
    """Options that are not shown, each with the reason why not."""

    def __init__(self, group: OptionGroup, answering: Answering, parent: QWidget) -> None:
        title = tr("{state} ({count}): why not?").format(state=group.title, count=len(group.lines))
        super().__init__(title, parent)
        self._group = group
        self._answering = answering

    def fill(self, box: QVBoxLayout) -> None:
        for line in self._group.lines:
            box.addWidget(answerable_row(line, self._answering, self.part))


class More(Disclosure):
    """Options that may be given but do not come first; they say why they wait."""

    def __init__(
        self, group: OptionGroup, said: str, answering: Answering, parent: QWidget
    ) -> None:
        title = tr("{title} ({count}): show").format(title=group.title, count=len(group.lines))
        super().__init__(title, parent)
        self._group = group
        self._said = said
        self._answering = answering

    def fill(self, box: QVBoxLayout) -> None:
        box.addWidget(muted(self._said, self.part))
        for line in self._group.lines:
            box.addWidget(answerable_row(line, self._answering, self.part))


def answerable_row(line: OptionLine, answering: Answering, parent: QWidget) -> Answerable:
    """Return an option with the way to answer it, or folded once it is answered."""
    return answering.put(("option", line.id), line.name, partial(OptionRow, line), parent)
