"""The sheet of a chart as it was known: what had been concluded, the visits, the care."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.corrections import RecordWords, amended_words, error_words
from desktop.packwords import PackWords
from desktop.pages.careline import care_text
from desktop.pages.signed import signature, struck
from desktop.widgets.form import Section, heading, muted, plain
from desktop.wording import level_words, stage_words, status_words
from desktop.words import ntr, tr
from pathway.finding import Level, StageCode, SurgicalStatus
from pathway.records import ChartView, Recalled, RecordedVisit


@dataclass(frozen=True, slots=True)
class KnownChart:
    """A chart as it was known on a day, None before its first entry; and what is to be shown.

    With ``is_by_today`` it is what is known today of that day and before, corrected since.
    """

    on: date
    view: ChartView | None
    recalled: Recalled | None
    with_errors: bool
    is_by_today: bool = False


class KnownSheet(QWidget):
    """Everything that was known, one card beneath the other."""

    def __init__(
        self, known: KnownChart, words: PackWords, records: RecordWords, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._records = records
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(14)
        self.box.setAlignment(Qt.AlignmentFlag.AlignTop)
        if known.view is None:
            said = tr("Nothing of this problem was recorded on or before {day}.")
            self.box.addWidget(heading(said.format(day=show.day(known.on)), self))
            return
        self._put_conclusions(known.recalled, is_by_today=known.is_by_today)
        self._put_visits(known.view, with_errors=known.with_errors)
        self._put_care(known.view, with_errors=known.with_errors)

    def _put_conclusions(self, recalled: Recalled | None, *, is_by_today: bool) -> None:
        then, now = tr("What had been concluded"), tr("What the rules say today for that day")
        section = Section(now if is_by_today else then, "", self)
        lines = rule_lines if is_by_today else conclusion_lines
        for line in lines(recalled, self._words):
            section.add(plain(line, section))
        self.box.addWidget(section)

    def _put_visits(self, view: ChartView, *, with_errors: bool) -> None:
        visits = [*view.visits, *(view.visits_in_error if with_errors else ())]
        title = ntr("{count} visit", "{count} visits", len(view.visits))
        self.box.addWidget(heading(title, self))
        for one in sorted(visits, key=_day_of, reverse=True):
            self.box.addWidget(KnownVisit(one, self._records, self))
        self._count_errors(len(view.visits_in_error), with_errors=with_errors)

    def _put_care(self, view: ChartView, *, with_errors: bool) -> None:
        section = Section(tr("Care given"), "", self)
        for entry in view.care:
            section.add(plain(care_text(entry.care, self._records.catalogue), section))
        for entry in view.care_in_error if with_errors else ():
            section.add(struck(care_text(entry.care, self._records.catalogue), section))
            if entry.in_error:
                section.add(plain(error_words(entry.in_error), section, "small"))
        if not view.care:
            section.add(muted(tr("No care recorded yet."), section))
        self.box.addWidget(section)
        self._count_errors(len(view.care_in_error), with_errors=with_errors)

    def _count_errors(self, count: int, *, with_errors: bool) -> None:
        if count and not with_errors:
            hidden = ntr(
                "{count} entry that was marked as an error is not shown",
                "{count} entries that were marked as errors are not shown",
                count,
            )
            self.box.addWidget(muted(hidden, self))


class KnownVisit(QFrame):
    """One visit as it was known; its findings open beneath it."""

    def __init__(self, recorded: RecordedVisit, records: RecordWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._recorded = recorded
        self._records = records
        title = tr("Visit of {day}").format(day=show.weekday_day(recorded.visit.on))
        self.findings = QPushButton(tr("Show the findings"), self)
        self.lines = QWidget(self)
        self.lines.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 12)
        box.setSpacing(6)
        box.addWidget(struck(title, self) if recorded.in_error else heading(title, self))
        box.addWidget(muted(signature(recorded), self))
        if recorded.amended:
            box.addWidget(plain(amended_words(recorded.amended), self))
        if recorded.in_error:
            box.addWidget(plain(error_words(recorded.in_error), self))
        box.addWidget(self.findings, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self.lines)
        self.setAccessibleName(title)
        self._dress(title)

    @Slot()
    def on_findings(self) -> None:
        """Open the findings or close them; they are made when they are first looked at."""
        if self.lines.layout() is None:
            self._fill()
        is_open = self.lines.isHidden()
        self.lines.setVisible(is_open)
        self.findings.setText(tr("Hide the findings") if is_open else tr("Show the findings"))
        theme.put_icon(self.findings, "chevron-up" if is_open else "chevron-down", "accent")
        self.findings.setAccessibleName(f"{self.findings.text()}: {self.accessibleName()}")

    def _fill(self) -> None:
        box = QVBoxLayout(self.lines)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for group in self._records.groups(self._recorded.visit):
            box.addWidget(plain(group.title, self.lines, "h3"))
            for line in group.lines:
                text = f"{line.label}: {line.value}"
                is_wrong = self._recorded.in_error is not None
                made = struck(text, self.lines) if is_wrong else plain(text, self.lines)
                box.addWidget(made)
        if not box.count():
            box.addWidget(plain(tr("Nothing was recorded at this visit."), self.lines))

    def _dress(self, title: str) -> None:
        self.findings.setProperty("kind", "plain")
        self.findings.setAutoDefault(True)
        self.findings.setAccessibleName(f"{self.findings.text()}: {title}")
        theme.put_icon(self.findings, "chevron-down", "accent")
        self.findings.clicked.connect(self.on_findings)


def conclusion_lines(recalled: Recalled | None, words: PackWords) -> tuple[str, ...]:
    """Return what had been concluded, as it was kept then, one line each."""
    if recalled is None:
        return (tr("Nothing had been worked out yet."),)
    kept = tr("As kept on {day}, after the last change before then: pack {id}, version {version}.")
    source = kept.format(
        day=show.day(recalled.on), id=recalled.pack_id, version=recalled.pack_version
    )
    return (*concluded(recalled, words), source)


def rule_lines(recalled: Recalled | None, words: PackWords) -> tuple[str, ...]:
    """Return what the rules conclude today for a past day, one line each."""
    if recalled is None:
        return (tr("The rules cannot say anything for that day."),)
    source = tr("Worked out just now: pack {id}, version {version}.").format(
        id=recalled.pack_id, version=recalled.pack_version
    )
    return (*concluded(recalled, words), source)


def concluded(recalled: Recalled, words: PackWords) -> tuple[str, ...]:
    """Return conclusions in words, one line each."""
    if not recalled.is_available:
        return (tr("Advice could not be worked out then."),)
    stages = {code: stage_words(code) for code in get_args(StageCode)}
    statuses = {code: status_words(code) for code in get_args(SurgicalStatus)}
    levels = {level.code: level_words(level) for level in Level}
    stage, status, level = recalled.stage, recalled.surgical_status, recalled.flag_level
    opened = (words.thing(f"flag.{flag}") for flag in recalled.open_flags)
    return (
        tr("Stage: {stage}").format(stage=stages.get(stage, stage)),
        tr("Surgical evaluation: {status}").format(status=statuses.get(status, status)),
        tr("Red flags: {level}").format(level=levels.get(level, level)),
        *(tr("Open: {flag}").format(flag=flag) for flag in opened),
        *_dates(recalled),
        *(tr("Option: {name}").format(name=words.option(name)) for name in recalled.options),
    )


def _dates(recalled: Recalled) -> Iterator[str]:
    said = (
        (tr("See again by {day}"), recalled.contact_by),
        (tr("Window for surgery opens on {day}"), recalled.window_opens_on),
        (tr("Decision about surgery due on {day}"), recalled.decision_due_on),
    )
    for words, day in said:
        if day is not None:
            yield words.format(day=show.day(day))


def _day_of(recorded: RecordedVisit) -> tuple[date, str]:
    return recorded.visit.on, recorded.id
