"""What is asked about a problem: where, since when, what came before, and what it may come from."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.pages import options
from desktop.pages.onset import OnsetFields, spine_labels
from desktop.pages.typed import Place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Form, Row, plain
from desktop.words import tr
from pathway.birth import Birth
from pathway.facts import Cause, Closed, Problem, Span
from pathway.readable import words_of
from pathway.story import Story, Told, ToldProblem

Meaning: TypeAlias = Callable[[Problem], str]
LONGEST = 2_000


class ProblemFields(QObject):
    """The answers on a problem; what the start means is said at once."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._meaning: Meaning | None = None
        self.region = ChoiceButtons(options.regions(), parent)
        self.side = ChoiceButtons(options.sides(), parent)
        self.onset = OnsetFields(today, parent)
        self.words = _line(parent)
        self.spine = ChoiceButtons(told_answers(), parent)
        self.spine_onset = OnsetFields(today, parent, spine_labels())
        self.cause = ChoiceButtons(options.causes(), parent)
        self.earlier = ChoiceButtons(told_answers(), parent)
        self.earlier_words = _line(parent)
        self.surgery = ChoiceButtons(told_answers(), parent)
        self.surgery_words = _line(parent)
        self.meaning = plain("", parent)
        self.meaning.setContentsMargins(0, 4, 0, 0)
        self._listen()

    def parts(self) -> tuple[Callable[[Form], None], ...]:
        """Return what adds the sections, one by one."""
        return self._add_start, self._add_story

    def _add_start(self, form: Form) -> None:
        part = form.section(tr("Where and since when"))
        self.region_row = part.row(tr("&Where"), self.region)
        self.side_row = part.row(tr("&Side"), self.side)
        self.onset.add_to(part)
        self.meaning_row = part.row(tr("That means"), self.meaning)
        self.meaning_row.hide()

    def _add_story(self, form: Form) -> None:
        """Add what nobody has to answer."""
        part = form.section(tr("How it came about"))
        said = tr("As the patient tells it: lifting, a fall, overnight.")
        self.words_row = part.row(tr("In the patient's words"), self.words, said)
        self.spine_row = part.row(tr("Spine pain before that"), self.spine)
        self.spine_onset.add_to(part)
        self.cause_row = part.row(tr("Suspected cause"), self.cause)
        self.earlier_row = part.row(tr("Earlier episodes"), self.earlier)
        self.earlier_words_row = part.row(
            tr("Which and when"), self.earlier_words, tr("How many, in which years, how long.")
        )
        self.surgery_row = part.row(tr("Spine surgery"), self.surgery)
        self.surgery_words_row = part.row(tr("Which and when"), self.surgery_words)
        self.on_told()

    def mean(self, meaning: Meaning) -> None:
        """Have what the start means told by somebody who knows the patient."""
        self._meaning = meaning
        self.on_changed()

    def fill(self, told: ToldProblem) -> None:
        """Show what is recorded."""
        problem, story = told.problem, told.story
        self.region.set_value(problem.region)
        self.side.set_value(problem.side)
        self.onset.fill(problem.onset)
        self.cause.set_value("" if problem.cause == "unknown" else problem.cause)
        self.words.setText(story.onset_words)
        for field, value in self._told_fields(story):
            field.set_value("" if value == "not_asked" else value)
        if story.spine_onset is not None:
            self.spine_onset.fill(story.spine_onset)
        self.earlier_words.setText(story.earlier_words)
        self.surgery_words.setText(story.surgery_words)

    def problem(self, pain_free: tuple[Span, ...] = (), closed: Closed | None = None) -> Problem:
        """Return the facts that the fields say."""
        region, side = options.region(self.region.value()), options.side(self.side.value())
        cause = cast(Cause, self.cause.value() or "unknown")
        return Problem(region, self.onset.onset(self._today), side, cause, pain_free, closed)

    def story(self, was: Story) -> Story:
        """Return the story that the fields say; who corrected it last stays as it ``was``."""
        has_spine = self.spine.value() == "yes"
        return Story(
            onset_words=_words(self.words),
            spine_earlier=_told(self.spine),
            spine_onset=self.spine_onset.onset(self._today) if has_spine else None,
            earlier_episodes=_told(self.earlier),
            earlier_words=_words(self.earlier_words) if self.earlier.value() == "yes" else "",
            surgery=_told(self.surgery),
            surgery_words=_words(self.surgery_words) if self.surgery.value() == "yes" else "",
            corrected=was.corrected,
        )

    def show_problems(self, born: Birth | None) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        said: tuple[tuple[Row, str], ...] = (
            (self.region_row, _choose(self.region, tr("Choose where the problem is."))),
            (self.side_row, _choose(self.side, tr("Choose a side; “Not known” is one too."))),
        )
        for row, problem in said:
            row.say_problem(problem)
        found = [
            any(problem for _, problem in said),
            self.onset.show_problem(self._today, born),
            self.spine.value() == "yes" and self.spine_onset.show_problem(self._today, born),
        ]
        return any(found)

    def has_onset(self, born: Birth | None) -> bool:
        """Tell whether enough is answered for the start to mean something."""
        return bool(self.region.value()) and not self.onset.has_trouble(self._today, born)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            pick_place("region", self.region),
            pick_place("side", self.side),
            *self.onset.places("onset"),
            line_place("onset.words", self.words),
            pick_place("spine", self.spine),
            *self.spine_onset.places("spine"),
            pick_place("cause", self.cause),
            pick_place("earlier", self.earlier),
            line_place("earlier.words", self.earlier_words),
            pick_place("surgery", self.surgery),
            line_place("surgery.words", self.surgery_words),
        )

    @Slot()
    def on_told(self) -> None:
        """Ask further where somebody said yes."""
        self.spine_onset.show_rows(self.spine.value() == "yes")
        self.earlier_words_row.setVisible(self.earlier.value() == "yes")
        self.surgery_words_row.setVisible(self.surgery.value() == "yes")

    @Slot()
    def on_changed(self) -> None:
        """Say what the start means, and tell of the change."""
        words = self._meaning(self.problem()) if self._meaning and self.has_onset(None) else ""
        if words != self.meaning.text():
            self.meaning.setText(words)
            self.meaning_row.setVisible(bool(words))
        self.changed.emit()

    def _listen(self) -> None:
        picks = (self.region, self.side, self.spine, self.cause, self.earlier, self.surgery)
        for pick in picks:
            pick.changed.connect(self.on_changed)
        for line in (self.words, self.earlier_words, self.surgery_words):
            line.textChanged.connect(self.changed)
        self.onset.changed.connect(self.on_changed)
        self.spine_onset.changed.connect(self.changed)
        for pick in (self.spine, self.earlier, self.surgery):
            pick.changed.connect(self.on_told)

    def _told_fields(self, story: Story) -> tuple[tuple[ChoiceButtons, Told], ...]:
        return (
            (self.spine, story.spine_earlier),
            (self.earlier, story.earlier_episodes),
            (self.surgery, story.surgery),
        )


def told_answers() -> tuple[Choice, ...]:
    """Return yes, no and not known; nothing chosen means that nobody has asked."""
    return (
        Choice("yes", tr("Yes"), "y1"),
        Choice("no", tr("No"), "n2"),
        Choice("unknown", tr("Not known"), "k3"),
    )


def _told(field: ChoiceButtons) -> Told:
    answers: dict[str, Told] = {"yes": "yes", "no": "no", "unknown": "unknown"}
    return answers.get(field.value(), "not_asked")


def _line(parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(LONGEST)
    return line


def _words(line: QLineEdit) -> str:
    return words_of(line.text())


def _choose(field: ChoiceButtons, problem: str) -> str:
    return "" if field.value() else problem
