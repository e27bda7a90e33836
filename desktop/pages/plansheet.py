"""The plan as a sheet: dangers at once, then stage, clocks, window, imaging and the next dates.

Words here suggest and never order; each conclusion says why.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import show, theme
from desktop.models import findings
from desktop.models.choices import choices_shown
from desktop.models.findings import Conclusion
from desktop.models.medicines import medicine_safety
from desktop.models.minded import minded
from desktop.models.options import care_safety, options_shown
from desktop.models.responses import AnswerBook
from desktop.models.roots import nerve_root
from desktop.packwords import PackWords, own_numbers
from desktop.pages.answerable import Answerable
from desktop.pages.answering import Answering
from desktop.pages.choicecard import ChoiceCard
from desktop.pages.mindedrow import put_minded
from desktop.pages.optionscard import OptionsCard
from desktop.widgets.blockstrip import BlockStrip
from desktop.widgets.findings import WhyCard
from desktop.widgets.flow import flow
from desktop.widgets.flowbuttons import FlowButtons
from desktop.widgets.form import Sheet, card, heading, muted, plain
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.facts import Region
from pathway.finding import Level
from pathway.guidelines import Guidelines
from pathway.responses import Response, SuggestionKind

GAP: Final = 14
Piece = Callable[[], object]


class PlanTold(NamedTuple):
    """What a plan shows: what was concluded, None when that failed, and what was answered.

    ``region`` is where the problem is: the decision card has numbers of its own for each. Of a past
    day nothing can be done any more: then there are no buttons.
    """

    assessment: Assessment | None
    responses: tuple[Response, ...] = ()
    region: Region | None = None
    is_past: bool = False


class PlanSheet(Sheet):
    """What the rules conclude of one day; what comes after the dangers is made piece by piece.

    The pieces are shown together when the last is made: each one by itself would lay out the whole
    plan anew.
    """

    emergency_wanted = Signal()
    flow_wanted = Signal(str)
    visit_wanted = Signal()
    medical_wanted = Signal()

    def __init__(
        self,
        guidelines: Guidelines,
        book: AnswerBook,
        told: PlanTold,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        assessment = told.assessment
        self._region = told.region
        self.is_past = told.is_past
        self.guidelines = guidelines
        self.words = book.words
        self.answering = Answering(assessment, told.responses, book, self)
        self.cards: list[WhyCard] = []
        self.options: OptionsCard | None = None
        self._is_wide = True
        self._pieces: deque[Piece] = deque()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 16, 24, 24)
        self._box.setSpacing(GAP)
        self._columns = QHBoxLayout()
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        self._begin(assessment)

    @property
    def has_more(self) -> bool:
        """Whether a card is still to be made."""
        return bool(self._pieces) or (self.options is not None and self.options.has_more)

    def make_next(self) -> None:
        """Make the next card, or a row of the options; all cards are shown after the last one."""
        if not self._pieces:
            if self.options is not None:
                self.options.make_next()
            return
        made = self._pieces.popleft()()
        if isinstance(made, QWidget):
            dressed(made)
        if not self._pieces:
            self._body.show()

    def set_wide(self, is_wide: bool) -> None:
        """Put the columns side by side, or beneath each other."""
        self._is_wide = is_wide
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        if self.options:
            self.options.set_wide(is_wide)

    def _begin(self, assessment: Assessment | None) -> None:
        """Show the dangers, and plan the rest."""
        if assessment is None:
            self._box.addWidget(_no_advice(self))
            self._box.addWidget(_limits(self, None))
            self._box.addStretch(1)
            return
        self._box.addWidget(self._dangers(assessment))
        self._body = QWidget(self)
        self._body.hide()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GAP)
        self._box.addWidget(self._body)
        self._box.addStretch(1)
        self._columns.setSpacing(GAP)
        for column in (self._first, self._second):
            column.setSpacing(GAP)
            self._columns.addLayout(column, 1)
        self._rows.addLayout(self._columns)
        self._plan_columns(assessment)
        self._plan_rows(assessment)

    def _plan_columns(self, assessment: Assessment) -> None:
        """Plan what a clinician asks first: where they stand, what changes when, what to do."""
        words, first, second = self.words, self._first, self._second
        day, surgical = assessment.assessed_on, assessment.surgical_evaluation
        self._plan(first, partial(findings.stage, assessment, words))
        self._pieces.append(partial(self._put_care, assessment))
        self._pieces.append(partial(self._put_ahead, assessment))
        asked: tuple[tuple[SuggestionKind, Callable[[], Conclusion]], ...] = (
            ("next_contact", partial(findings.contact, assessment, words)),
            ("imaging", partial(findings.imaging, assessment, words)),
            ("surgical_evaluation", partial(findings.surgical, surgical, day, words)),
        )
        for kind, conclude in asked:
            self._pieces.append(partial(self._ask, second, kind, conclude))
        if assessment.roots:
            self._plan(second, partial(nerve_root, assessment.roots, self.guidelines, words))

    def _plan_rows(self, assessment: Assessment) -> None:
        """Plan what takes the whole width; a STOP comes before the options, the rest after."""
        warned = assessment.medicine_warnings or ()
        is_stop = any(one.severity == "STOP" for one in warned)
        medicines = partial(self._put_medicines, assessment)
        options = partial(self._put_options, assessment)
        self._pieces += [
            partial(self._first.addStretch, 1),
            partial(self._second.addStretch, 1),
            partial(self._put_choices, assessment),
            *((medicines, options) if is_stop else (options, medicines)),
            partial(self._put_lines, tr("What is missing"), findings.gaps, assessment),
            partial(self._put_lines, tr("Earlier red flags"), _earlier, assessment),
            partial(self._put_calm_flows, assessment),
            partial(self._put_limits, assessment),
        ]

    def _plan(self, box: QVBoxLayout, conclude: Callable[[], Conclusion]) -> None:
        self._pieces.append(partial(self._conclude, box, conclude))

    def _conclude(self, box: QVBoxLayout, conclude: Callable[[], Conclusion]) -> WhyCard:
        return self._put(box, self._body, conclude())

    def _ask(
        self, box: QVBoxLayout, kind: SuggestionKind, conclude: Callable[[], Conclusion]
    ) -> Answerable:
        """Put a conclusion with the way to answer it."""
        conclusion = conclude()
        name = f"{conclusion.title}: {conclusion.headline}"
        made = self.answering.put((kind, ""), name, partial(WhyCard, conclusion), self._body)
        if isinstance(made.body, WhyCard):
            self.cards.append(made.body)
        if made.is_folded:
            made.setContentsMargins(18, 0, 18, 0)
        box.addWidget(made)
        return made

    def _dangers(self, assessment: Assessment) -> QWidget:
        """Return the dangers with the way to the emergency letter beside them."""
        part = QWidget(self)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        level = assessment.red_flags.level
        if level >= Level.SAME_DAY:
            box.addWidget(_alarm(self, part, assessment))
        if assessment.red_flags.open and not self.is_past:
            box.addWidget(FlowButtons(part, self.flow_wanted, has_flags=True))
        for conclusion in findings.dangers(assessment, self.words):
            self._put(box, part, conclusion)
        clear = findings.all_clear(assessment.red_flags)
        if clear:
            self._put(box, part, clear)
        if not (assessment.red_flags.screen_complete or self.is_past):
            button = QPushButton(tr("Answer the missing questions"), part)
            button.clicked.connect(self.visit_wanted)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _put(self, box: QVBoxLayout, parent: QWidget, conclusion: Conclusion) -> WhyCard:
        made = WhyCard(conclusion, parent)
        self.cards.append(made)
        box.addWidget(made)
        return made

    def _put_care(self, assessment: Assessment) -> WhyCard:
        clock = assessment.care_clock
        needed = self.guidelines.thresholds.window_active_weeks
        told = findings.care(clock, needed, self.words)
        made = self._put(self._first, self._body, told)
        if clock.blocks:
            made.add(BlockStrip(clock.blocks, made))
        return made

    def _put_medicines(self, assessment: Assessment) -> None:
        safety = medicine_safety(assessment, self.words)
        if safety:
            made = self._put(self._rows, self._body, safety)
            put_minded(made, minded(assessment.medicine_warnings, self.words), self.answering)
            if not self.is_past:
                button = QPushButton(tr("Medical background…"), made)
                button.clicked.connect(self.medical_wanted)
                made.add(flow(made, button))
            dressed(made)

    def _put_choices(self, assessment: Assessment) -> QFrame | None:
        """Put the decision card: surgery, or going on without it."""
        region = self._region
        shown = region and choices_shown(assessment, region, self.guidelines, self.words)
        if not shown:
            return None
        frame = card(self._body)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(18, 10, 18, 10)
        inner.addWidget(ChoiceCard(shown, frame))
        self._rows.addWidget(frame)
        return frame

    def _put_options(self, assessment: Assessment) -> None:
        safety = care_safety(assessment, self.words)
        if safety:
            made = self._put(self._rows, self._body, safety)
            put_minded(made, minded(assessment.care_warnings, self.words), self.answering)
            dressed(made)
        shown = options_shown(assessment, self.words)
        if shown:
            self.options = OptionsCard(shown, self.answering, self._body)
            self.options.set_wide(self._is_wide)
            self._rows.addWidget(self.options)
            dressed(self.options)

    def _put_ahead(self, assessment: Assessment) -> QFrame | None:
        ahead = findings.changes_ahead(assessment, self.words)
        if not ahead:
            return None
        frame = card(self._body)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(18, 14, 18, 14)
        inner.setSpacing(8)
        inner.addWidget(muted(tr("What changes when, if nothing else changes"), frame))
        for conclusion in ahead:
            self._put(inner, frame, conclusion).set_plain()
        self._first.addWidget(frame)
        return frame

    def _put_lines(
        self,
        title: str,
        told: Callable[[Assessment, PackWords], tuple[str, ...]],
        assessment: Assessment,
    ) -> QFrame | None:
        lines = told(assessment, self.words)
        if not lines:
            return None
        frame = card(self._body)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(18, 14, 18, 14)
        inner.setSpacing(6)
        inner.addWidget(muted(title, frame))
        for line in lines:
            inner.addWidget(plain(line, frame))
        self._rows.addWidget(frame)
        return frame

    def _put_calm_flows(self, assessment: Assessment) -> None:
        """Without a danger what can be done stands at the end."""
        if not (assessment.red_flags.open or self.is_past):
            self._rows.addWidget(FlowButtons(self._body, self.flow_wanted, has_flags=False))

    def _put_limits(self, assessment: Assessment) -> QWidget:
        limits = _limits(self, assessment)
        self._rows.addWidget(limits)
        return limits


def _earlier(assessment: Assessment, words: PackWords) -> tuple[str, ...]:
    return findings.history(assessment.red_flags, words)


def _alarm(sheet: PlanSheet, parent: QWidget, assessment: Assessment) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("notice", "danger")
    box = QVBoxLayout(frame)
    box.setContentsMargins(20, 14, 20, 16)
    box.setSpacing(8)
    emergency = assessment.red_flags.level is Level.EMERGENCY
    words = tr("Emergency: act now") if emergency else tr("Same day: call today")
    box.addWidget(heading(words, frame, 1))
    for call in findings.escalations(assessment, sheet.words):
        box.addWidget(plain(tr("Call: {where}").format(where=call.headline), frame))
    if emergency:
        hidden = tr("This comes before everything below, whatever the clocks say.")
        box.addWidget(plain(hidden, frame))
    _put_letter(sheet, frame, box)
    return frame


def _put_letter(sheet: PlanSheet, frame: QFrame, box: QVBoxLayout) -> None:
    """Put the way to the emergency letter, which is about today."""
    if sheet.is_past:
        return
    button = QPushButton(tr("Open the emergency letter"), frame)
    button.setProperty("kind", "danger")
    theme.put_icon(button, "ambulance", "on_danger")
    button.clicked.connect(sheet.emergency_wanted)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)


def _no_advice(sheet: PlanSheet) -> QFrame:
    frame = QFrame(sheet)
    frame.setProperty("notice", "danger")
    box = QVBoxLayout(frame)
    box.setContentsMargins(20, 14, 20, 16)
    box.setSpacing(8)
    words = tr("Advice could not be worked out – use your own judgement")
    box.addWidget(heading(words, frame, 1))
    more = tr("The records are safe. Visits can be entered, and the emergency letter works.")
    box.addWidget(plain(more, frame))
    _put_letter(sheet, frame, box)
    return frame


def _limits(sheet: PlanSheet, assessment: Assessment | None) -> QWidget:
    limits = tr(
        "Supports your judgement, never replaces it. For adults with a pinched nerve in the "
        "neck or low back; not for children, injuries or the middle of the back. The evidence "
        "is mostly about low back pain in general."
    )
    pack = sheet.guidelines
    about = tr("Guideline pack {id}, version {version}.").format(id=pack.id, version=pack.version)
    about += own_numbers(pack)
    if not pack.signed_off:
        about += " " + tr("Its content is not yet signed off by clinicians.")
    if assessment:
        about += " " + tr("Worked out for {day}.").format(day=show.day(assessment.assessed_on))
    return plain(f"{limits} {about}", sheet, "small")
