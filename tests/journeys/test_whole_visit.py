"""One whole visit in the real window, by keys sent to whatever has the focus."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import patients, vault
from db.clinic import Clinic
from desktop.desk import Desk
from desktop.pages.chart import PLAN, ChartPage
from pathway.facts import OnsetDay, Patient, Problem, Spot
from pathway.guidelines import read_guidelines
from pathway.records import Changes, ChartView, ProblemId, Registration
from resources import pack_tables
from tests.desktop.clinics import PASSPHRASE, USER, Sitting, Waiting, found_clinic, sitting

ALT = Qt.KeyboardModifier.AltModifier
MOST_TABS = 300


def desk_of(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def chart_of(sat: Sitting) -> ChartPage:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    return chart


def spoken(sat: Sitting) -> str:
    """Return what a screen reader says of the focused control."""
    widget = sat.focus
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()) if text else "")


def tab_to(sat: Sitting, name: str) -> None:
    """Press Tab until the focused control has this in its name."""
    for _ in range(MOST_TABS):
        if name in spoken(sat):
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no control named {name!r} can be reached by Tab")


def has_chart(sat: Sitting) -> bool:
    rooms = sat.entrance.rooms
    return rooms is not None and rooms.chart is not None and rooms.chart.view is not None


def somebody(sat: Sitting, today: date) -> ProblemId:
    """Register whom the visit is about; registering by keys is tested elsewhere."""
    patient = Patient(
        date(1968, 3, 14),
        family_name="Zulu",
        given_name="Grace",
        sex="female",
        allergy_state="none_known",
    )
    problem = Problem("lumbar", OnsetDay(today - timedelta(days=44)), "left")
    waiting = Waiting()
    desk_of(sat).register(Registration(patient, problem), waiting.take)
    sat.see(lambda: bool(waiting.answers))
    sat.settle()
    (changes,) = waiting.answers
    assert isinstance(changes, Changes)
    assert changes.problem is not None
    return changes.problem


def answer_interview(sat: Sitting) -> None:
    """Answer every question of the red-flag interview with No."""
    for _ in range(MOST_TABS):
        if "Pain in the neck or back" in spoken(sat):
            return
        before = spoken(sat)
        sat.type("n")
        if spoken(sat) == before:
            sat.press(Qt.Key.Key_Tab)
    raise AssertionError("the interview does not end")


def enter_findings(sat: Sitting) -> None:
    """Enter pain, a short examination and the care given."""
    sat.type("3")
    tab_to(sat, "Pain in the arm or leg")
    sat.type("6")
    tab_to(sat, "Ankle reflex, left")
    sat.type("R")
    tab_to(sat, "Straight leg raise, left")
    sat.type("P")
    tab_to(sat, "What")
    sat.type("Exercise at")
    tab_to(sat, "From")
    sat.type("-4w")
    tab_to(sat, "Days a week")
    sat.type("5")
    tab_to(sat, "Add")
    sat.press(Qt.Key.Key_Space)


def seen_texts(widget: QWidget) -> str:
    """Return every text that can be seen on a page."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def stored(folder: Path, problem: ProblemId) -> ChartView:
    """Read a chart from the file itself, as another program start would."""
    guidelines = read_guidelines(pack_tables())
    with vault.unlock(folder, USER, PASSPHRASE) as key:
        clinic = Clinic.open(folder, key, guidelines)
        try:
            return clinic.read(patients.chart_view, problem)
        finally:
            clinic.close()


class PdfPrinter:
    """Stands in for the print dialog: every print goes to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def choose(self, parent: QWidget) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(100)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer


def visit_by_keys(sat: Sitting, today: date, paper: Path) -> tuple[ProblemId, str]:
    """Make the whole visit; return whose it was, and the text of what was printed."""
    sat.unlock()
    problem = somebody(sat, today)
    sat.type("zul")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: has_chart(sat))
    sat.settle()
    answer_interview(sat)
    enter_findings(sat)
    sat.press(Qt.Key.Key_F9, ALT)
    sat.see(lambda: "Sign now" in spoken(sat))
    sat.press(Qt.Key.Key_Space)
    chart = chart_of(sat)
    sat.see(lambda: chart.tabs.currentIndex() == PLAN)
    sat.settle()
    chart.plan.finish()
    plan = seen_texts(chart.plan)
    assert "Subacute · week 7, day 44" in plan
    assert "No open red flag" in plan
    assert "Care day 28" in plan
    chart.printing.choose_printer = PdfPrinter(paper).choose
    sat.chord(Qt.Key.Key_P)
    sat.see(lambda: paper.exists() and not sat.entrance.background.is_busy)
    pages = PdfReader(BytesIO(chart.printing.pdf)).pages
    assert len(PdfReader(paper).pages) == len(pages)
    return problem, "\n".join(page.extract_text() for page in pages)


def test_one_whole_visit(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    places = found_clinic(home, today)
    with sitting(qtbot, qapp, places, today) as sat:
        problem, printed = visit_by_keys(sat, today, tmp_path / "printed.pdf")
        assert "Saved" in sat.window.state.saved.text()
    (recorded,) = stored(places.clinic, problem).visits
    assert recorded.signed_by == USER
    visit = recorded.visit
    assert visit.on == today
    assert (visit.pain_spine, visit.pain_limb) == (3, 6)
    assert {given.answer for given in visit.red_flags.values()} == {"no"}
    assert len(visit.red_flags) >= 20
    assert visit.reflexes == {Spot("left", "ankle"): "reduced"}
    assert visit.tests == {Spot("left", "slr"): "positive"}
    (care,) = stored(places.clinic, problem).chart.care
    assert care.kind == "home_exercise"
    assert care.span is not None
    assert care.span.start == today - timedelta(weeks=4)
    assert care.days_per_week == 5
    assert "ZULU, Grace" in printed
    assert "14 March 1968" in printed
    assert "Danger signs" in printed
    assert "DRAFT" not in printed
