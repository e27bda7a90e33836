"""The plan: dangers first, then stage, clocks, surgical window, imaging and the next dates.

Words here suggest and never order; each conclusion says why.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import show, theme
from desktop.models import findings
from desktop.models.findings import Conclusion
from desktop.models.medicines import medicine_safety
from desktop.models.options import care_safety, options_shown
from desktop.models.roots import nerve_root
from desktop.packwords import PackWords, own_numbers
from desktop.pages.optionscard import OptionsCard
from desktop.widgets.blockstrip import BlockStrip
from desktop.widgets.findings import WhyCard
from desktop.widgets.flow import flow
from desktop.widgets.form import Sheet, card, em, heading, muted, plain
from desktop.widgets.slices import Slices
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.finding import Level
from pathway.guidelines import Guidelines

TWO_COLUMNS_EMS = 52


class PlanPage(QScrollArea):
    """What the rules conclude today, in the order in which a clinician needs it."""

    emergency_wanted = Signal()
    visit_wanted = Signal()
    medical_wanted = Signal()

    def __init__(self, guidelines: Guidelines, words: PackWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._guidelines = guidelines
        self._words = words
        self._columns: QBoxLayout | None = None
        self.options: OptionsCard | None = None
        self.slices: Slices | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Plan"))
        self.cards: list[WhyCard] = []

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Show what was concluded; None is shown as what it is: no advice."""
        self.cards = []
        self._columns = None
        self.options = None
        self.slices = None
        content = Sheet(self)
        box = QVBoxLayout(content)
        box.setContentsMargins(24, 16, 24, 24)
        box.setSpacing(14)
        if assessment is None:
            box.addWidget(self._no_advice(content))
        else:
            self._fill(box, content, assessment)
        box.addWidget(self._limits(content, assessment))
        box.addStretch(1)
        self.setWidget(content)
        self._reflow()

    def first(self) -> QWidget:
        """Return where the keyboard begins: the first thing that can be asked or done."""
        room = self.widget()
        buttons = room.findChildren(QPushButton) if room else []
        return next((button for button in buttons if not button.isHidden()), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    @Slot()
    def on_emergency(self) -> None:
        self.emergency_wanted.emit()

    @Slot()
    def on_visit(self) -> None:
        self.visit_wanted.emit()

    def _fill(self, box: QVBoxLayout, content: QWidget, assessment: Assessment) -> None:
        box.addWidget(self._dangers(content, assessment))
        columns = QHBoxLayout()
        columns.setSpacing(14)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column in (first, second):
            column.setSpacing(14)
            columns.addLayout(column, 1)
        self._put(first, content, findings.stage(assessment, self._words))
        if assessment.roots:
            root = nerve_root(assessment.roots, self._guidelines, self._words)
            self._put(first, content, root)
        self._put_care(first, content, assessment)
        evaluation, today = assessment.surgical_evaluation, assessment.assessed_on
        self._put(second, content, findings.surgical(evaluation, today, self._words))
        self._put(second, content, findings.imaging(assessment, self._words))
        self._put(second, content, findings.contact(assessment, self._words))
        self._put_ahead(second, content, assessment)
        first.addStretch(1)
        second.addStretch(1)
        self._columns = columns
        box.addLayout(columns)
        self._put_medicines(box, content, assessment)
        self._put_options(box, content, assessment)
        self._put_lines(box, content, tr("What is missing"), findings.gaps(assessment, self._words))
        past = findings.history(assessment.red_flags, self._words)
        self._put_lines(box, content, tr("Earlier red flags"), past)

    def _dangers(self, content: QWidget, assessment: Assessment) -> QWidget:
        """Return the dangers with the way to the emergency letter beside them."""
        part = QWidget(content)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        level = assessment.red_flags.level
        if level >= Level.SAME_DAY:
            box.addWidget(self._alarm(part, assessment))
        for conclusion in findings.dangers(assessment, self._words):
            self._put(box, part, conclusion)
        clear = findings.all_clear(assessment.red_flags)
        if clear:
            self._put(box, part, clear)
        if not assessment.red_flags.screen_complete:
            button = QPushButton(tr("Answer the missing questions"), part)
            button.clicked.connect(self.on_visit)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _alarm(self, parent: QWidget, assessment: Assessment) -> QFrame:
        frame = QFrame(parent)
        frame.setProperty("notice", "danger")
        box = QVBoxLayout(frame)
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(8)
        emergency = assessment.red_flags.level is Level.EMERGENCY
        words = tr("Emergency: act now") if emergency else tr("Same day: call today")
        box.addWidget(heading(words, frame, 1))
        for call in findings.escalations(assessment, self._words):
            box.addWidget(plain(tr("Call: {where}").format(where=call.headline), frame))
        if emergency:
            hidden = tr("This comes before everything below, whatever the clocks say.")
            box.addWidget(plain(hidden, frame))
        button = QPushButton(tr("Open the emergency letter"), frame)
        button.setProperty("kind", "danger")
        theme.put_icon(button, "ambulance", "on_danger")
        button.clicked.connect(self.on_emergency)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return frame

    def _put(self, box: QVBoxLayout, parent: QWidget, conclusion: Conclusion) -> WhyCard:
        made = WhyCard(conclusion, parent)
        self.cards.append(made)
        box.addWidget(made)
        return made

    def _put_care(self, box: QVBoxLayout, parent: QWidget, assessment: Assessment) -> None:
        clock = assessment.care_clock
        needed = self._guidelines.thresholds.window_active_weeks
        made = self._put(box, parent, findings.care(clock, needed, self._words))
        if clock.blocks:
            made.add(BlockStrip(clock.blocks, made))

    def _put_medicines(self, box: QVBoxLayout, parent: QWidget, assessment: Assessment) -> None:
        safety = medicine_safety(assessment, self._words)
        if safety:
            made = self._put(box, parent, safety)
            button = QPushButton(tr("Medical background…"), made)
            button.clicked.connect(self.medical_wanted)
            made.add(flow(made, button))

    def _put_options(self, box: QVBoxLayout, parent: QWidget, assessment: Assessment) -> None:
        safety = care_safety(assessment, self._words)
        if safety:
            self._put(box, parent, safety)
        shown = options_shown(assessment, self._words)
        if shown:
            self.options = OptionsCard(shown, parent)
            box.addWidget(self.options)
            self.slices = Slices((self.options,), parent)
            self.slices.start()

    def _put_ahead(self, box: QVBoxLayout, parent: QWidget, assessment: Assessment) -> None:
        ahead = findings.changes_ahead(assessment, self._words)
        if not ahead:
            return
        frame = card(parent)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(18, 14, 18, 14)
        inner.setSpacing(8)
        inner.addWidget(muted(tr("What changes when, if nothing else changes"), frame))
        for conclusion in ahead:
            made = self._put(inner, frame, conclusion)
            made.set_plain()
        box.addWidget(frame)

    def _put_lines(
        self, box: QVBoxLayout, parent: QWidget, title: str, lines: tuple[str, ...]
    ) -> None:
        if not lines:
            return
        frame = card(parent)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(18, 14, 18, 14)
        inner.setSpacing(6)
        inner.addWidget(muted(title, frame))
        for line in lines:
            inner.addWidget(plain(line, frame))
        box.addWidget(frame)

    def _no_advice(self, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        frame.setProperty("notice", "danger")
        box = QVBoxLayout(frame)
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(8)
        words = tr("Advice could not be worked out – use your own judgement")
        box.addWidget(heading(words, frame, 1))
        more = tr("The records are safe. Visits can be entered, and the emergency letter works.")
        box.addWidget(plain(more, frame))
        button = QPushButton(tr("Open the emergency letter"), frame)
        button.setProperty("kind", "danger")
        button.clicked.connect(self.on_emergency)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return frame

    def _limits(self, parent: QWidget, assessment: Assessment | None) -> QWidget:
        limits = tr(
            "Supports your judgement, never replaces it. For adults with a pinched nerve in the "
            "neck or low back; not for children, injuries or the middle of the back. The evidence "
            "is mostly about low back pain in general."
        )
        pack = self._guidelines
        about = tr("Guideline pack {id}, version {version}.").format(
            id=pack.id, version=pack.version
        )
        about += own_numbers(pack)
        if not pack.signed_off:
            about += " " + tr("Its content is not yet signed off by clinicians.")
        if assessment:
            about += " " + tr("Worked out for {day}.").format(day=show.day(assessment.assessed_on))
        return plain(f"{limits} {about}", parent, "small")

    def _reflow(self) -> None:
        if self._columns is None:
            return
        wide = self.width() >= TWO_COLUMNS_EMS * em(self)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if self.options:
            self.options.set_wide(wide)
