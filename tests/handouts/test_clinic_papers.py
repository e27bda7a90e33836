"""Papers about many patients: recall sheet, handover and figures; what they say, and their tags."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from handouts.blocks import Field
from handouts.figures import FigureLines, FiguresPage, figures_sheet
from handouts.locum import locum_sheet
from handouts.recall import recall_sheet
from handouts.styles import Paper, Size
from pathway.facts import Patient
from pathway.finding import Level
from pathway.locum import KINDS as WAITS
from pathway.locum import HandedOver, Handover, Waiting, in_order
from pathway.recallsheet import Caller, Grouping, RecallSheet, grouped
from pathway.records import PatientId, ProblemId
from pathway.worklist import KINDS, WorkKind
from tests.handouts.made import DAY, STAMP, WORDS, materials
from tests.handouts.reading import pages_of, text_of

EMERGENCY = Waiting("red_flag", DAY, Level.EMERGENCY, ("RF-C1",))
UNSIGNED = Waiting("unsigned", DAY - timedelta(3))


def who(name: str) -> Patient:
    return Patient(date(1968, 3, 14), f"10{name}", name, "Ruth", "female")


def caller(name: str, kinds: tuple[WorkKind, ...] = ("overdue",), **more: str) -> Caller:
    phone, address = more.get("phone", ""), more.get("address", "")
    one = PatientId(name), ProblemId(name)
    return Caller(*one, who(name), phone, address, kinds, DAY - timedelta(2))


def sheet(people: list[Caller], grouping: Grouping = "village") -> RecallSheet:
    return RecallSheet(12, DAY, DAY + timedelta(6), grouping, grouped(people, grouping))


def waits(name: str, *things: Waiting, phone: str = "") -> HandedOver:
    return HandedOver(PatientId(name), who(name), phone, things)


def handover(*people: HandedOver, unread: int = 0) -> Handover:
    ordered = in_order(people)
    return Handover(DAY, ordered, (("red_flag", 2), ("unsigned", len(ordered))), unread)


def figures(count: int) -> FiguresPage:
    lines = tuple(Field(f"Rule {number}", "3 of 9 (33 %)") for number in range(count))
    stages = FigureLines("Patients by stage:", "9 patients", (Field("Acute", "4 of 9 (44 %)"),))
    return FiguresPage("All days", (stages, FigureLines("Rules:", "9 rules", lines)))


def test_a_row_says_who_where_why_and_has_boxes() -> None:
    people = [
        caller("Okafor", ("red_flag", "unsigned"), phone="555 0100", address="2 Mill Road\nMfuwe"),
        caller("Banda"),
    ]
    (text,) = pages_of(recall_sheet(sheet(people), materials(), STAMP))
    assert "Recall sheet 12" in text
    assert "12-Mar-2026 to 18-Mar-2026 · 2 to call or visit" in text
    assert "Holds patient data" in text
    assert "OKAFOR, Ruth Born 14-Mar-1968 (57y) · Number 10Okafor" in text
    assert "555 0100 2 Mill Road Mfuwe" in text
    assert "Danger sign open, contact was due by 10-Mar-2026; A visit is not signed" in text
    assert "Contact is overdue" in text
    assert "no telephone recorded" in text
    assert "Village not recorded" in text
    for word in ("Reached", "Will come", "Remind on", "Declined", "Moved", "Died", "Note"):
        assert text.count(word) >= 2


def test_each_reason_has_words_of_its_own() -> None:
    said = {WORDS.say(f"recall.why.{kind}") for kind in KINDS}
    assert len(said) == len(KINDS)
    for kind in WAITS:
        assert WORDS.say(f"locum.what.{kind}")
        assert kind == "red_flag" or WORDS.say(f"locum.do.{kind}")
    for level in Level:
        if level:
            assert WORDS.say(f"locum.do.{level.code}")
            assert WORDS.say(f"locum.level.{level.code}")


@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_sheet_numbers_its_rows_through_all_pages(paper: Paper, size: Size) -> None:
    people = [caller(f"Name{place}") for place in range(30)]
    pages = pages_of(recall_sheet(sheet(people, "phone"), materials(paper, size), STAMP))
    assert len(pages) > 2
    whole = " ".join(pages)
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Recall sheet 12" in page
        assert "Holds patient data" in page
    places = [whole.index(f"{number}. NAME{number - 1},") for number in range(1, 31)]
    assert places == sorted(places)


def test_nobody_to_call_is_said() -> None:
    assert "Nobody is to be called" in text_of(recall_sheet(sheet([]), materials(), STAMP))


def test_the_handover_says_what_waits_what_to_do_and_how_to_reach_them() -> None:
    told = handover(waits("Banda", UNSIGNED), waits("Okafor", UNSIGNED, EMERGENCY, phone="555"))
    (text,) = pages_of(locum_sheet(told, materials(), STAMP))
    assert text.index("1. OKAFOR") < text.index("2. BANDA")
    assert "Phone: 555" in text
    assert "Open red flag (EMERGENCY): Trouble starting to pass urine" in text
    assert "Next: Call the place named in the emergency letter now" in text
    assert "Visit not signed, since 09-Mar-2026" in text
    assert "Clinic's telephone: 555 0100" in text
    assert "more that wait" not in text


def test_what_has_no_room_is_counted_and_danger_is_never_left_off() -> None:
    calm = [waits(f"Calm{place}", UNSIGNED) for place in range(40)]
    told = handover(*calm, waits("Okafor", EMERGENCY), unread=5)
    (text,) = pages_of(locum_sheet(told, materials(), STAMP))
    shown = text.count("Visit not signed, since")
    assert 3 < shown < 40
    assert f"And {40 - shown + 5} more that wait, none of them with a danger sign" in text
    assert "OKAFOR" in text
    danger = [waits(f"Danger{place}", EMERGENCY) for place in range(30)]
    pages = pages_of(locum_sheet(handover(*danger, *calm), materials(), STAMP))
    assert len(pages) > 1
    for place in range(30):
        assert f"DANGER{place}, Ruth" in " ".join(pages)


def test_nothing_that_waits_is_said() -> None:
    text = text_of(locum_sheet(Handover(DAY, (), ()), materials(), STAMP))
    assert "Nothing waits" in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_figures_are_one_page_and_say_what_is_left_off(paper: Paper) -> None:
    (short,) = pages_of(figures_sheet(figures(3), materials(paper), STAMP))
    assert "Patients by stage: 9 patients" in short
    assert "Acute 4 of 9 (44 %)" in short
    assert "more lines" not in short
    (long,) = pages_of(figures_sheet(figures(200), materials(paper), STAMP))
    assert "more lines: see the screen" in long


def recall_made() -> bytes:
    people = [caller(f"Okafor{place}", ("red_flag",)) for place in range(20)]
    return recall_sheet(sheet(people), materials(), STAMP)


def locum_made() -> bytes:
    return locum_sheet(handover(waits("Okafor", EMERGENCY)), materials(), STAMP)


def figures_made() -> bytes:
    return figures_sheet(figures(12), materials(), STAMP)


MADE = pytest.mark.parametrize("made", [recall_made, locum_made, figures_made])


@MADE
def test_all_that_is_drawn_is_tagged_or_an_artifact(made: Callable[[], bytes]) -> None:
    for page in pypdf.PdfReader(io.BytesIO(made())).pages:
        depth = 0
        for operands, operator in ContentStream(page.get_contents(), None).operations:
            depth += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
            assert 0 <= depth <= 1, operands
            if operator in {b"Tj", b"TJ", b"S", b"f", b"B"}:
                assert depth == 1, operands
        assert depth == 0


@MADE
def test_structure_has_one_title_and_lists_whose_items_have_bodies(
    made: Callable[[], bytes],
) -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        roles = _roles(pdf.Root.StructTreeRoot.K)
        assert "Okafor" not in str(pdf.docinfo)
    assert roles.count("/H1") == 1
    assert roles.count("/LI") == roles.count("/LBody") > 0


@MADE
def test_same_input_same_bytes(made: Callable[[], bytes]) -> None:
    assert made() == made()


def _roles(element: pikepdf.Object) -> list[str]:
    if "/S" not in element:
        return []
    return [str(element.S), *(role for kid in element.K.as_list() for role in _roles(kid))]


@settings(max_examples=8)
@given(st.text(max_size=50), st.text(max_size=80))
def test_any_typed_text_can_be_printed(name: str, address: str) -> None:
    one = caller("Okafor", address=address, phone=name)
    one = replace(one, who=replace(one.who, family_name=name))
    assert recall_sheet(sheet([one]), materials(), STAMP)
    assert locum_sheet(handover(waits("x", EMERGENCY, phone=address)), materials(), STAMP)
