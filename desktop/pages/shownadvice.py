"""The advice as it stood on the screen when a visit was signed, beside what holds today."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.packwords import PackWords
from desktop.pages.knownsheet import concluded, conclusion_lines, rule_lines
from desktop.widgets.flow import flow
from desktop.widgets.form import Section, chip, muted, plain
from desktop.words import tr
from pathway.recalling import Shown
from pathway.records import Recalled


class AdviceOfThen(QWidget):
    """What was kept at sign-off, to read only; with today's answer for that day if it differs."""

    def __init__(self, shown: Shown, words: PackWords, parent: QWidget) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        then = Section(tr("Advice as it was shown when this visit was signed"), "", self)
        then.add(flow(then, chip(tr("Past"), "warn", then)))
        for line in conclusion_lines(shown.then, words):
            then.add(plain(line, then))
        box.addWidget(then)
        if shown.is_same:
            then.add(
                muted(tr("With what is known today, the rules say the same for that day."), then)
            )
            return
        now = Section(tr("What the rules say today for that day"), _why(), self)
        known = frozenset(_lines(shown.then, words))
        for line in rule_lines(shown.today, words):
            is_other = line not in known and line in _lines(shown.today, words)
            now.add(
                plain(tr("Other than then: {line}").format(line=line) if is_other else line, now)
            )
        box.addWidget(now)


def _why() -> str:
    return tr("Facts were corrected or added since, or another guideline pack is in use.")


def _lines(recalled: Recalled | None, words: PackWords) -> tuple[str, ...]:
    return concluded(recalled, words) if recalled else ()
