"""A signed visit, to read: every finding with its words, nothing that can be changed."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import show
from desktop.packwords import PackWords
from desktop.widgets.answers import answer_words, course_choices
from desktop.widgets.form import Section, heading, muted, plain
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.coding import COUNTED, Coded, coded
from pathway.facts import Visit
from pathway.records import RecordedVisit


class SignedVisit(QWidget):
    """What was asked and found at one visit."""

    def __init__(
        self, recorded: RecordedVisit, words: PackWords, catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        visit = recorded.visit
        title = tr("Visit of {day}").format(day=show.weekday_day(visit.on))
        box.addWidget(heading(title, self, 1))
        box.addWidget(muted(_signature(recorded), self))
        for name, rows in record_lines(visit, words, catalogue):
            section = Section(name, "", self)
            section.add(_table(rows, section))
            box.addWidget(section)
        if not coded(visit):
            box.addWidget(plain(tr("Nothing was recorded at this visit."), self))


def record_lines(
    visit: Visit, words: PackWords, catalogue: Catalogue
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the findings of a visit as label and value, in titled groups."""
    flags: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for row in coded(visit):
        line = (_label(row, words, catalogue), _value(row, catalogue))
        (flags if row.code.item.startswith("flag.") else others).append(line)
    groups = ((tr("Red flags"), tuple(flags)), (tr("Findings"), tuple(others)))
    return tuple(group for group in groups if group[1])


def _label(row: Coded, words: PackWords, catalogue: Catalogue) -> str:
    flag = row.code.item.removeprefix("flag.")
    if flag != row.code.item and flag not in COUNTED:
        return words.question(flag)
    item = catalogue.items.get(row.code.item)
    label = item.label if item else words.thing(row.code.item)
    return f"{label}, {show.side(row.code.side)}" if row.code.side else label


def _value(row: Coded, catalogue: Catalogue) -> str:
    item = catalogue.items.get(row.code.item)
    parts = [_plain_value(row, catalogue)]
    if item and item.unit and row.value.replace(".", "", 1).isdigit():
        parts[0] = show.quantity(float(row.value), item.unit)
    if row.since:
        parts.append(tr("since {day}").format(day=show.day(row.since)))
    if row.course:
        named = {choice.code: choice.label for choice in course_choices()}
        parts.append(named[row.course])
    return " · ".join(parts)


def _plain_value(row: Coded, catalogue: Catalogue) -> str:
    if row.code.item.startswith("flag.") and row.value.isalpha():
        return answer_words(row.value)
    item = catalogue.items.get(row.code.item)
    return item.choice_label(row.value) if item and item.choices else row.value


def _table(rows: tuple[tuple[str, str], ...], parent: QWidget) -> QWidget:
    table = QWidget(parent)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for place, (label, value) in enumerate(rows):
        grid.addWidget(muted(label, table), place, 0)
        grid.addWidget(plain(value, table), place, 1)
    return table


def _signature(recorded: RecordedVisit) -> str:
    if not recorded.signed_by:
        return tr("Not signed yet")
    moment = recorded.signed_at
    if moment is None:
        return tr("Signed by {who}").format(who=recorded.signed_by)
    at = show.moment(moment.astimezone())
    return tr("Signed by {who}, {moment}").format(who=recorded.signed_by, moment=at)
