"""What is asked of a referral: for what, to whom, what is asked; and the gist of an answer."""

from datetime import date
from typing import Final, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.pages.flowpage import FlowForm
from desktop.pages.referralthreads import ReferralList, ReferralWords
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, Row, Section
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.facts import Referral, ReferralKind
from pathway.readable import is_blank, words_of
from pathway.records import ChartView
from pathway.referring import Thread, threads

KINDS: Final[tuple[ReferralKind, ...]] = (
    "surgical_evaluation",
    "imaging",
    "physiotherapy",
    "nerve_block_opinion",
    "rheumatology",
    "other",
)
"""Emergencies are escalated, each call with its time."""
WITH_LETTER: Final = frozenset({"surgical_evaluation", "imaging", "physiotherapy"})
"""For these there is a letter of the same name."""
LONGEST: Final = 2_000
NAME_LENGTH: Final = 200


class ReferForm(FlowForm):
    """The referrals so far with their next states, and a new one; or the answer to one of them."""

    def __init__(self, today: date, words: ReferralWords, parent: QWidget) -> None:
        super().__init__(tr("Referrals"), today, parent)
        self._words = words
        self.answering: Thread | None = None
        self.list = ReferralList(words, self.content)
        self._make_fields()
        self.begin_with(self._add_answer, self._add_new, self._add_list)
        self.arrived.connect(self.on_arrived)

    def told(self) -> Referral:
        """Return the referral or the answer that the fields say; they have no problems."""
        on = self.on.day() or self._today
        if self.answering is not None:
            on = self.answered_on.day() or self._today
            return Referral(self.answering.kind, on, "answered", words=_text(self.gist))
        kind = cast(ReferralKind, self.kind.value())
        return Referral(kind, on, "sent", _text(self.to), _text(self.asked))

    def answer(self, thread: Thread | None) -> None:
        """Ask for the answer to a referral; None asks for a new one again."""
        self.answering = thread
        is_answer = thread is not None
        self.answer_part.setVisible(is_answer)
        self.new_part.setVisible(not is_answer)
        if thread is not None:
            self.about.setText(self._words.title(thread))
            self.gist.setFocus()

    def show_view(self, view: ChartView) -> None:
        """Show the referrals."""
        self.list.show_threads(threads(view.chart.referrals))
        self.answer(None)

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        if self.answering is not None:
            day = self.answered_on.day()
            early = day is not None and day < self.answering.begun_on
            told: tuple[tuple[Row, str], ...] = (
                (self.gist_row, tr("Say in a few words.") if is_blank(self.gist.text()) else ""),
                (
                    self.answered_row,
                    tr("That is before it was sent.") if early else _day_problem(self.answered_on),
                ),
            )
        else:
            told = (
                (self.kind_row, "" if self.kind.value() else tr("Choose what it is for.")),
                (self.on_row, _day_problem(self.on)),
            )
        for row, problem in told:
            row.say_problem(problem)
        return any(problem for _, problem in told)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        answered = self.answering.kind if self.answering else ""
        return (
            Place("answering", answered, self._put_answering),
            pick_place("kind", self.kind),
            line_place("to", self.to),
            line_place("asked", self.asked),
            day_place("on", self.on),
            line_place("gist", self.gist),
            day_place("answered", self.answered_on),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins: with what waits, or a new referral."""
        waiting = next((one.next for one in self.list.lines if one.referral.is_waiting), None)
        return waiting or self.kind

    @Slot()
    def on_changed(self) -> None:
        """Something was typed."""
        self.letter.setVisible(self.kind.value() in WITH_LETTER)
        self.touched.emit()

    @Slot()
    def on_arrived(self) -> None:
        """Of the answer and a new referral only what is asked for now stays in sight."""
        self.answer_part.setVisible(self.answering is not None)
        self.new_part.setVisible(self.answering is None)

    def _put_answering(self, kind: str) -> None:
        """Ask again for the answer that somebody was typing."""
        waiting = (line.referral for line in self.list.lines if line.referral.is_waiting)
        self.answer(next((one for one in waiting if one.kind == kind), None))

    def _make_fields(self) -> None:
        own = self.content
        kinds = tuple(
            Choice(code, self._words.kind(code), str(place))
            for place, code in enumerate(KINDS, start=1)
        )
        self.kind = ChoiceButtons(kinds, own)
        self.to, self.asked, self.gist = QLineEdit(own), QLineEdit(own), QLineEdit(own)
        self.about = QLineEdit(own)
        self.about.setReadOnly(True)
        self.letter = QPushButton(tr("Write the &letter for it …"), own)
        self.letter.setAutoDefault(True)
        self.letter.hide()
        self.to.setMaxLength(NAME_LENGTH)
        self.on = DateField(self._today, own, DayLimits(latest=self._today))
        self.answered_on = DateField(self._today, own, DayLimits(latest=self._today))
        self.days = (self.on, self.answered_on)
        dressed(own)
        for field in (self.kind, self.on, self.answered_on):
            field.changed.connect(self.on_changed)
        for line in (self.asked, self.gist):
            line.setMaxLength(LONGEST)
        for line in (self.to, self.asked, self.gist):
            line.textChanged.connect(self.on_changed)

    def _add_answer(self, form: Form) -> None:
        self.answer_part = part = form.section(tr("The answer"))
        part.row(tr("The referral"), self.about)
        self.gist_row = part.row(tr("What it &says"), self.gist, tr("The gist in a sentence."))
        asked = tr("Today, if left empty.")
        self.answered_row = part.row(tr("Answered on"), self.answered_on, asked)

    def _add_new(self, form: Form) -> None:
        self.new_part: Section = form.section(tr("A new referral"))
        part = self.new_part
        self.kind_row = part.row(tr("&For"), self.kind)
        self.to_row = part.row(tr("&To whom"), self.to)
        self.asked_row = part.row(tr("What is as&ked"), self.asked)
        self.on_row = part.row(tr("Sent on"), self.on, tr("Today, if left empty."))
        part.add(flow(part, self.letter))

    def _add_list(self, form: Form) -> None:
        form.add_section(self.list)


def _day_problem(field: DateField) -> str:
    return field.problem() if field.text().strip() else ""


def _text(line: QLineEdit) -> str:
    return words_of(line.text())
