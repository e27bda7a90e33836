"""What the lanes read with: a reader of their own, and nothing of the window."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db import (
    audit,
    auditview,
    lookback,
    moves,
    patients,
    prints,
    revisions,
    search,
    twins,
    undoing,
)
from db.clinic import Reader
from desktop.desk.finders import Finders
from desktop.desk.opened import WINDOW_KIBIBYTES, Opened
from desktop.desk.paperbooks import paper_books
from desktop.desk.printmaking import materials_of, with_story
from desktop.models.logtable import taking_rows
from desktop.models.patients import MOST_FOUND, PAGE, Found, FoundPages
from desktop.models.sheetbooks import known_boxes
from desktop.models.tablefile import whole_table
from desktop.printwords import FOR_COLLEAGUES, spoken_to
from desktop.trouble import Expected, Trouble
from desktop.words import screen_language
from pathway.assessment import Assessment
from pathway.audited import Cursor, Traces, Wanted
from pathway.birth import Birth
from pathway.evaluate import assess_day
from pathway.guidelines import Guidelines
from pathway.overrides import named
from pathway.person import Identity
from pathway.prints import PrintId
from pathway.recalling import PastChart, PastDay
from pathway.records import ChartView, PatientRow, ProblemId, Reversible, Stamp
from pathway.sheets import SheetBooks, printed_sheet
from pathway.since import Since
from pathway.sincevisit import SinceVisit

if TYPE_CHECKING:
    from handouts.materials import HandoutKind, LetterKind, PrintStamp, SheetKind
    from handouts.pagestyle import PageStyle

TWINS: Final = "twins"
"""What the reader of those who look for namesakes is called: they go through all names."""


class Shelf:
    """Answers the lanes' questions, each on the lane's own thread."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._lazy: Reader | None = None
        self._lock = threading.Lock()
        self.finders = Finders(opened)

    def find(self, text: str, topic: str) -> Found:
        """Return the patients whom parts of name, number or birth date fit."""
        ids = self.finders.of(topic).read(search.found, text, MOST_FOUND)
        first = self.finders.of(topic).read(search.rows, ids[:PAGE])
        return FoundPages(ids, first, self._rows)

    def alike(self, names: str, born: Birth | None) -> tuple[PatientRow, ...]:
        """Return people who may be the one with these names and this birth date."""
        return self.finders.of(TWINS).read(twins.alike, names, born)

    def namesakes(self, who: Identity) -> tuple[PatientRow, ...]:
        """Return who is registered under these names, with a birth that can be the same."""
        return self.finders.of(TWINS).read(twins.namesakes, who)

    def assess(
        self, problems: tuple[ProblemId, ...], today: date
    ) -> Mapping[ProblemId, Assessment | None]:
        """Return where patients stand today, without forecasts."""
        return {problem: self._standing(problem, today) for problem in problems}

    def printed(
        self,
        kind: "HandoutKind | LetterKind | SheetKind",
        page: "PageStyle",
        facts: tuple[ChartView, Assessment | None],
        stamp: "PrintStamp",
    ) -> bytes:
        """Return the pages of a handout, a letter or a blank sheet."""
        from handouts.build import build, letter
        from handouts.sheets import blank_sheet

        view, advice = facts
        spoken = _language_of(kind, page, view)
        materials = materials_of(self._opened, self._reader(), replace(page, language=spoken))
        materials = with_story(materials, self._reader(), view.problem_id)
        match kind:
            case (
                "emergency"
                | "urgent"
                | "surgical_evaluation"
                | "imaging"
                | "physiotherapy"
                | "work_note"
            ):
                return letter(kind, view.chart, advice, materials, stamp)
            case "intake" | "examination":
                sheet = printed_sheet(kind, view.chart.problem.region, _sheet_books(self._opened))
                return blank_sheet(sheet, view.chart.patient, materials, stamp)
            case "timeline":
                from desktop.desk.courses import printed_course

                making = materials, stamp
                return printed_course(self._reader(), self._opened, facts, making)
            case _ if advice is None and kind not in {"danger_card", "pocket_card"}:
                raise Expected(Trouble("no_advice"))
            case _:
                return build(kind, view.chart, advice, materials, stamp)

    def reversible(self, who: str, after: int) -> Reversible:
        """Return what undo and redo of a user would do."""
        return self._reader().read(undoing.reversible, who, after)

    def count_moves(self, on: date) -> int:
        """Return how many moves up to a day nobody has acknowledged."""
        return self._reader().read(moves.count_unseen, on)

    def pages(self, print_id: PrintId) -> bytes:
        """Return the very bytes that were printed."""
        return self._reader().read(prints.pages, print_id)

    def changed_since(self, print_id: PrintId, stamp: Stamp) -> tuple[Since, ...]:
        """Return what changed in chart and advice since a print."""
        return self._reader().read(prints.changed_since, print_id, self._opened.guidelines, stamp)

    def since_last_visit(self, view: ChartView, today: date) -> SinceVisit:
        """Return what changed in chart and advice since the last visit before today."""
        from desktop.desk.past import end_of

        guidelines = self._opened.guidelines
        return self._reader().read(lookback.since_last_visit, view, end_of, today, guidelines)

    def on_day(self, asked: PastDay) -> PastChart:
        """Return a chart as it was on a past day."""
        return self._reader().read(lookback.on_day, asked, self._opened.guidelines)

    def traces(self, wanted: Wanted, before: Cursor) -> Traces:
        """Return lines of the log of changes and that of access, read as one."""
        return self._reader().read(auditview.traces, wanted, before)

    def write_traces(self, wanted: Wanted, path: Path) -> int:
        """Write lines of both logs into a table; return how many."""
        with whole_table(path) as file:
            return self._reader().read(auditview.tell, wanted, taking_rows(file))

    def logs_broken_at(self, newest: int | None = None) -> tuple[int | None, int | None]:
        """Return the first row that is not as it was written: of the changes, of the access.

        With ``newest`` only so many of the newest rows are looked at.
        """
        read = self._reader().read
        changes = read(revisions.verify_chain, newest)
        return changes.broken_at, read(audit.verify, newest).broken_at

    def close(self) -> None:
        """Close the reader; the lanes must have ended."""
        self.finders.close()
        if self._lazy is not None:
            self._lazy.close()

    def _reader(self) -> Reader:
        with self._lock:
            if self._lazy is None:
                self._lazy = self._opened.clinic.reader(WINDOW_KIBIBYTES)
            return self._lazy

    def _rows(self, ids: Sequence[ProblemId]) -> Sequence[PatientRow]:
        return self._reader().read(search.rows, ids)

    def _standing(self, problem: ProblemId, today: date) -> Assessment | None:
        chart = self._reader().read(patients.chart_view, problem).chart
        if not self._opened.guidelines.is_trusted:
            return None
        try:
            return assess_day(chart, today, self._opened.guidelines)
        except Exception:  # noqa: BLE001 - the list shows "no advice"; the chart says and logs why
            return None


def _language_of(kind: str, page: "PageStyle", view: ChartView) -> str:
    """Return the language of a print: its patient's or its receiver's, or what was chosen."""
    if kind in FOR_COLLEAGUES:
        return spoken_to(kind, page.language or screen_language()).code
    return page.language or spoken_to(kind, view.chart.patient.language).code


def _sheet_books(opened: Opened) -> SheetBooks:
    books, flags = paper_books(opened), opened.guidelines.flags
    return SheetBooks(known_boxes(books.catalogue, flags), books.catalogue, flags, books.pack_words)


def print_stamp(
    view: ChartView, stamp: Stamp, is_demo: bool, guidelines: Guidelines
) -> "PrintStamp":
    """Return what each page says of its own making."""
    from handouts.stamp import PrintStamp

    is_signed = bool(view.visits) and bool(view.visits[-1].signed_by)
    return PrintStamp(
        printed_at=stamp.at.astimezone(),
        by=stamp.who,
        draft=not is_signed,
        demo=is_demo,
        content_version=guidelines.version,
        own_numbers=named(guidelines.overrides),
    )
