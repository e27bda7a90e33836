"""The desk itself: questions of the pages, and their writes, one after the other."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db import acknowledgements, patients, visits
from db.clinic import clinic_card
from db.prints import Seen
from desktop.background import Background, Taker
from desktop.desk.accesslog import AccessLog
from desktop.desk.advice import Advice
from desktop.desk.answers import Answers
from desktop.desk.charts import ASIDE, Charts
from desktop.desk.corrections import Corrections
from desktop.desk.counting import Counting
from desktop.desk.drafts import Drafts
from desktop.desk.flows import Flows
from desktop.desk.letters import Letters
from desktop.desk.moves import Moves
from desktop.desk.opened import Opened
from desktop.desk.papers import Papers
from desktop.desk.past import Past
from desktop.desk.people import People
from desktop.desk.printmaking import Readers
from desktop.desk.prints import Making, Prints
from desktop.desk.replies import Reply, expected
from desktop.desk.shelf import Shelf, print_stamp
from desktop.desk.users import Users
from desktop.desk.work import Work
from desktop.faultwords import Fault
from desktop.models.patients import Found
from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from desktop.today import Today
from desktop.trouble import Trouble, Watch
from pathway.acknowledged import Acknowledged
from pathway.assessment import Assessment
from pathway.catalogue import Catalogue
from pathway.drafts import DraftKey
from pathway.guidelines import Guidelines
from pathway.prints import PrintEntry
from pathway.records import (
    AcknowledgedEntry,
    Changes,
    ChartView,
    ClinicCard,
    ProblemId,
    Registration,
    Stamp,
    VisitEntry,
    VisitId,
)
from pathway.scorebook import ScoreBook

if TYPE_CHECKING:
    from handouts.materials import HandoutKind, LetterKind, SheetKind
    from handouts.styles import PageStyle

T = TypeVar("T")
BLANK: Final = frozenset({"intake", "examination"})
"""Sheets that are filled by hand."""
WITHOUT_ADVICE: Final = BLANK | {"emergency", "timeline", "danger_card", "pocket_card"}


class Desk(QObject):
    """Answers the pages' questions and carries their writes to the store, one after the other."""

    changed = Signal(object)  # Changes: views that show these areas pull their rows again
    troubled = Signal(object)  # Trouble that no page asked to be told about
    day_changed = Signal(object)  # date: everything that counts days is shown again

    def __init__(
        self,
        opened: Opened,
        background: Background,
        clock: Today,
        watch: Watch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened, self._clinic = opened, opened.clinic
        self.guidelines: Guidelines = opened.guidelines
        self.catalogue: Catalogue = opened.catalogue
        self.scores: ScoreBook = opened.scores
        self.words: RuleWords = opened.words
        self.pack_words: PackWords = opened.pack_words
        self.content_faults: tuple[Fault, ...] = opened.faults
        self.user: str = opened.user
        self._background, self._clock, self._watch = background, clock, watch
        self._shelf = Shelf(opened)
        self.reader = opened.reader
        self.charts = Charts(self, self._clinic)
        self.advice = Advice(self, background, watch)
        self.card: ClinicCard = self.reader.read(clinic_card)
        self.users = Users(self, opened)
        self.drafts = Drafts(self, self._clinic, background)
        self.corrections = Corrections(self, self._clinic, background, self._shelf)
        self.people = People(self, self._clinic, background, self._shelf)
        self.prints = Prints(self, self._clinic, background, self._shelf)
        self.answers = Answers(self, self._clinic)
        self.past = Past(self, background, self._shelf)
        self.log = AccessLog(self, self._clinic, background, self._shelf)
        self.moves = Moves(self, self._clinic, background, self._shelf)
        self._readers = Readers(opened)
        self.papers = Papers(self, self._clinic, background, self._readers)
        self.counting = Counting(self, background, self._readers)
        self.flows = Flows(self, self._clinic)
        self.letters = Letters(self, opened, background, self._readers)
        self.work = Work(self, opened, background)
        self.leave_search = _rest(background, self._shelf, self._on_failed)
        clock.day_changed.connect(self._on_day_changed)

    @property
    def today(self) -> date:
        """The day on which everything shown rests."""
        return self._clock.day

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self._clock.now()

    def find(self, text: str, then: Taker[Found], topic: str = "find") -> None:
        """Look for patients by parts of name, number or birth date; the newest search counts."""
        self._shelf.finders.break_off(topic)
        work = partial(self._shelf.find, text, topic)
        self._background.run("search", work, then, self._on_failed, topic)

    def assess(
        self,
        problems: tuple[ProblemId, ...],
        then: Taker[Mapping[ProblemId, Assessment | None]],
        on: date | None = None,
    ) -> None:
        """Work out where several patients stand today, or on a day; for lists, no forecasts."""
        work = partial(self._shelf.assess, problems, on or self.today)
        self._background.run("search", work, then, self._on_failed)

    def view(self, problem_id: ProblemId) -> ChartView | None:
        """Return everything recorded on one problem; None when it cannot be read."""
        return self.charts.view(problem_id)

    def assessment(self, problem_id: ProblemId) -> Assessment | None:
        """Return what the rules conclude today; None when that could not be worked out."""
        return self.advice.whole(problem_id)

    def register(
        self,
        registration: Registration,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep a new patient with the problem they came with."""
        self.write(
            partial(self._clinic.write, patients.register, registration, self.stamp()), then, failed
        )

    def save_visit(
        self, entry: VisitEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep a visit as it stands on the form; its draft ends with it."""
        if entry.draft:
            self.drafts.forget(DraftKey(entry.problem, entry.draft))
        self.write(partial(self._clinic.write, visits.save, entry, self.stamp()), then, failed)

    def sign_visit(
        self, visit_id: VisitId, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Sign a saved visit off."""
        self.write(partial(self._clinic.write, visits.sign, visit_id, self.stamp()), then, failed)

    def acknowledge(
        self,
        problem_id: ProblemId,
        made: Acknowledged,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep that a warning was seen and something planned all the same."""
        pack = self.guidelines
        entry = AcknowledgedEntry(problem_id, made, pack.id, pack.version)
        work = partial(self._clinic.write, acknowledgements.record, entry, self.stamp())
        self.write(work, then, failed)

    def print_pages(
        self,
        kind: "HandoutKind | LetterKind | SheetKind",
        problem_id: ProblemId,
        page: "PageStyle",
        then: Taker[bytes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Make the pages of a print; what is printed and shown are the same bytes."""
        known = self.charts.seen(problem_id)
        advice = self.assessment(problem_id)
        if known is None or (advice is None and kind not in WITHOUT_ADVICE):
            Reply(self, then, failed).fail(Trouble("no_advice"))
            return
        stamp = print_stamp(known.view, self.stamp(), self.card.demo, self.guidelines)
        entry = PrintEntry(
            problem=problem_id,
            kind=kind,
            paper=page.paper,
            letters=page.size,
            pages=b"",
            draft=stamp.draft and kind not in BLANK,
            content_version=stamp.content_version,
            pack_id=self.guidelines.id,
            pack_version=self.guidelines.version,
            revision=known.revision,
        )
        reply = Making(self, entry, then, failed)
        work = partial(self._shelf.printed, kind, page, (known.view, advice), stamp)
        self._background.run("jobs", work, reply.land, reply.land_error)

    def run_job(
        self, work: Callable[[], T], then: Taker[T], failed: Taker[Trouble] | None = None
    ) -> None:
        """Do something long beside the window: drawing pages, printing them."""
        reply = Reply(self, then, failed)
        self._background.run("jobs", work, reply.land, reply.land_error)

    def write(
        self,
        work: Callable[[], Changes],
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Have the store lane write something, then tell every view and the page that asked."""
        reply = Reply(self, then, failed)
        self._background.run(
            "store", partial(self.charts.after, work), reply.land_written, reply.land_error
        )

    def told(self, error: Exception) -> Trouble:
        """Return an error as trouble for people; a fault of the program is logged on the way."""
        return expected(error) or self._watch.report(error)

    def take_changes(self, changes: Changes, seen: Seen | None = None) -> None:
        """Forget what rests on older facts, and tell every view; ``seen`` is the chart since."""
        if not changes.areas <= ASIDE:
            self.charts.take(seen)
            self.advice.forget()
            self.corrections.look_again()
        self.changed.emit(changes)

    def close(self) -> None:
        """Close the records; the lanes must have ended."""
        self.advice.forget()
        self.charts.take(None)
        self.reader.close()
        self._shelf.close()
        self._readers.close()
        self._opened.close()

    def stamp(self) -> Stamp:
        """Return who does something now, and on which day of the clinic."""
        return Stamp(self.user, self._clock.now(), self.today)

    @Slot(object)
    def _on_day_changed(self, day: date) -> None:
        self.advice.forget()
        self.day_changed.emit(day)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.troubled.emit(self.told(error))


def _rest(background: Background, shelf: Shelf, failed: Taker[Exception]) -> Callable[[], None]:
    """Return how searches let go what they keep in memory, once somebody has been found."""
    return partial(background.run, "search", shelf.finders.rest, _let_go, failed)


def _let_go(_: None) -> None:
    """Take that something was let go: nobody waits for it."""
