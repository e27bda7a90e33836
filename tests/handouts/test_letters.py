"""Letters: every fact that the receiving side needs, no other, and unknown said as unknown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final, get_args

import pytest
from hypothesis import given, settings

from handouts.build import LETTERS, letter
from handouts.letter import Letter
from handouts.materials import LetterKind, Materials
from handouts.mergefields import FieldTrouble, check_fields, known_fields
from handouts.trouble import WritingTrouble
from handouts.writing import read_writing
from pathway.addressees import Addressee
from pathway.assessment import Assessment
from pathway.episodes import cut
from pathway.evaluate import assess_day
from pathway.facts import Care, Chart, FlagAnswer, MedicineTaken, Referral, Span, Spot, Visit
from pathway.finding import CareClock, Input, Level, Reason, SurgicalEvaluation
from pathway.letters import UNWRITTEN, Writing
from tests.handouts.made import (
    DAY,
    GUIDELINES,
    ONSET,
    STAMP,
    WORDS,
    assessment,
    chart,
    flag,
    materials,
    said_yes,
)
from tests.handouts.reading import pages_of, said
from tests.pathway.strategies import CHARTS, Dated

KINDS: Final[tuple[LetterKind, ...]] = get_args(LetterKind)
OWN: Final[tuple[LetterKind, ...]] = tuple(kind for kind in KINDS if kind != "emergency")
CLINICAL: Final = tuple(kind for kind in OWN if kind != "work_note")
SURGEON: Final = Addressee(
    "Dr Priya Nair", "Spine surgery", "County Hospital", "555 0142", "10 River Street\nHill Town"
)


def text(
    kind: LetterKind,
    whole: Chart,
    concluded: Assessment | None,
    made_with: Materials | None = None,
) -> str:
    """Return all words of a letter before they are set on a page."""
    on = concluded.assessed_on if concluded else DAY
    one = Letter(kind, cut(whole, on), concluded, made_with or materials(), STAMP, on)
    return " ".join(said(LETTERS[kind](one)))


def written(**parts: object) -> Materials:
    return replace(materials(), writing=replace(UNWRITTEN, **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_kind_prints_without_anything_known(kind: LetterKind, paper: str) -> None:
    bare = replace(chart(), visits=(), care=())
    bare = replace(bare, patient=replace(bare.patient, number="", allergies=(), medicines=()))
    made_with = materials(paper, blank=True)  # type: ignore[arg-type]
    pages = pages_of(letter(kind, bare, None, made_with, replace(STAMP, by="", draft=True)))
    assert "Clinic name not set up" in pages[0]
    assert "DRAFT: not signed off" in pages[0]
    assert "Signature" in " ".join(pages)
    if kind not in {"surgical_evaluation"}:
        assert len(pages) <= 2


@pytest.mark.parametrize("kind", OWN)
def test_says_who_writes_to_whom_with_copies_and_enclosures(kind: LetterKind) -> None:
    made_with = written(to=SURGEON, cc=("Dr Ama Mensah",), enclosures=("MRI report",))
    told = text(kind, chart(), assessment(), made_with)
    for fact in (
        "Hill Valley Clinic",
        "Phone 555 0100",
        "12-Mar-2026",
        "Dr Priya Nair, Spine surgery",
        "County Hospital  ·  10 River Street  ·  Hill Town",
        "555 0142",
        "Dr Ama Mensah",
        "MRI report",
        "Dr Lee",
        "OKAFOR, Ruth",
        "14-Mar-1968",
    ):
        assert fact in told


def test_urgent_is_one_page_that_says_why_since_when_and_what_is_asked() -> None:
    whole = said_yes(chart(), "RF-T1", "RF-T2")
    flags = (flag("RF-T1", Level.URGENT, None), flag("RF-T2", Level.URGENT, None))
    (page,) = pages_of(letter("urgent", whole, assessment(flags=flags), materials(), STAMP))
    for fact in (
        "Urgent referral: please see within 2 weeks",
        "Cancer, now or in the past, since 11-Mar-2026, getting worse (urgent, within 2 weeks)",
        "Unexplained weight loss",
        "Red-flag questions: all answered, last on 12-Mar-2026.",
        "lisinopril, naproxen",
        "Known allergies: penicillin",
        "Other illnesses: not asked about",
        "Pregnancy: not asked about",
        "Kidney function (eGFR): not recorded",
        "Earlier referrals: none recorded",
    ):
        assert fact in page


def test_what_could_not_be_assessed_is_no_finding() -> None:
    visit = replace(chart().visits[0], red_flags={"RF-C1": FlagAnswer("unable")})
    whole = replace(chart(), visits=(visit,))
    told = text("urgent", whole, assessment(flags=(flag("RF-C1", Level.URGENT, None),)))
    assert "weak stream or retention: asked, could not be assessed" in told


def test_same_day_asks_for_a_call_first() -> None:
    told = text("urgent", chart(), assessment(flags=(flag("RF-N2", Level.SAME_DAY),)))
    assert "Please call us back today" in told


@pytest.mark.parametrize("kind", CLINICAL)
def test_an_open_emergency_comes_first_in_every_letter_to_a_colleague(kind: LetterKind) -> None:
    told = text(kind, said_yes(chart(), "RF-C1"), assessment(flags=(flag("RF-C1"),)))
    assert "EMERGENCY OPEN: Trouble starting to pass urine" in told
    assert told.index("EMERGENCY OPEN") < told.index("To")
    assert "Spine emergency team on call 555 0199" in told
    assert ("No treatment before the emergency is cleared." in told) is (kind == "physiotherapy")


def test_imaging_says_what_the_guideline_says_and_asks_for_a_reason_where_it_says_no() -> None:
    because = (Reason("S47", (Input("day", "20"),), "ACR21"),)
    concluded = assessment()
    concluded = replace(concluded, imaging=concluded.imaging._replace(because=because))
    told = text("imaging", chart(), concluded)
    for fact in (
        "Guideline today: imaging is not routine now.",
        "S47: day 20",
        "What the criteria rest on: ACR21",
        "Asked for all the same, because:",
        "A candidate for surgery or an injection: not recorded.",
        "Pacemaker, implants or metal in the body",
        "Breastfeeding: not asked about",
        "Weight: not recorded",
        "Low back and leg, right side",
    ):
        assert fact in told
    assert "lisinopril" not in told


def test_physiotherapy_has_the_goal_the_dangers_and_no_list_of_medicines() -> None:
    patient = replace(chart().patient, medicines=(MedicineTaken("Warfarin"), MedicineTaken("x9")))
    told = text("physiotherapy", replace(chart(), patient=patient), assessment())
    for fact in (
        "Carry the shopping home",
        "TAKES A BLOOD THINNER: Warfarin",
        "Send back the same",
    ):
        assert fact in told
    assert "x9" not in told
    assert "What to mind could not be worked out" in told


def test_the_packet_says_criterion_gaps_and_request_on_page_one() -> None:
    because = (Reason("S45", (Input("care_day", "45"), Input("active_weeks", "6"))),)
    window = SurgicalEvaluation("window_open", DAY, date(2026, 5, 15), because)
    concluded = replace(
        assessment(missing=("RF-C1",)),
        surgical_evaluation=window,
        care_clock=CareClock(ONSET, 45, 6, 3),
    )
    pages = pages_of(letter("surgical_evaluation", chart(), concluded, materials(), STAMP))
    for fact in (
        "Met: symptoms persist after the weeks of care",
        "S45: care day 45, active weeks 6",
        "Care day 45, 6 active weeks, 3 days set aside",
        "Please see this patient",
        "Red-flag questions: 1 without an answer",
        "Imaging: none recorded",
    ):
        assert fact in pages[0]
    rest = " ".join(pages[1:])
    assert "Right great toe extension 5/5" in rest
    assert "Without an answer: Trouble starting to pass urine" in rest
    assert "naproxen" in rest
    assert "outcome not recorded" in rest


def test_a_window_that_a_clinician_opened_is_not_said_to_be_met_by_the_clock() -> None:
    because = (Reason("WINDOW-OVERRIDE", (Input("override", "Dr Lee: seen"),)),)
    opened = SurgicalEvaluation("window_open", DAY, None, because)
    told = text("surgical_evaluation", chart(), replace(assessment(), surgical_evaluation=opened))
    assert "Met by a clinician's decision" in told
    assert "weeks of care that the guideline asks for" not in told


def test_more_visits_than_columns_go_on_in_another_table() -> None:
    spot = Spot("right", "knee_extension")
    visits = tuple(
        Visit(on=date(2026, 2, 20 + n), power={spot: n % 6}, pain_limb=n) for n in range(8)
    )
    told = text("surgical_evaluation", replace(chart(), visits=visits), assessment())
    for visit in visits:
        assert told.count(WORDS.short_day(visit.on)) >= 2
    assert told.count("Right knee extension") == 2


def test_the_note_for_work_knows_nothing_of_the_illness() -> None:
    whole = said_yes(chart(), "RF-C1")
    (page,) = pages_of(
        letter("work_note", whole, assessment(flags=(flag("RF-C1"),)), materials(), STAMP)
    )
    for secret in (
        "1000342",
        "Female",
        "57y",
        "leg",
        "pain",
        "penicillin",
        "naproxen",
        "EMERGENCY",
        "Diagnosis",
        "shopping",
    ):
        assert secret not in page
    assert "Seen at this clinic on 12-Mar-2026." in page


def test_the_note_for_work_says_what_the_clinician_wrote() -> None:
    made_with = written(
        fitness="with_changes",
        first=DAY,
        last=date(2026, 3, 26),
        changes=("No lifting over 10 kg",),
        diagnosis="Nerve root pain",
    )
    told = text("work_note", chart(), assessment(), made_with)
    for fact in (
        "Fit for work with these changes",
        "12-Mar-2026",
        "26-Mar-2026",
        "No lifting over 10 kg",
        "Nerve root pain",
    ):
        assert fact in told
    assert "Not fit for work" not in told


def test_fields_of_free_text_are_filled_in_and_an_unknown_one_is_named() -> None:
    made_with = written(text="{name}, {side}, limb {pain_limb}, {{kept}}", asks="On {today}?")
    told = text("urgent", chart(), assessment(), made_with)
    assert "OKAFOR, Ruth, right side, limb 7, {kept}" in told
    assert "On 12-Mar-2026?" in told
    for kind in OWN:
        every = " ".join(f"{{{field}}}" for field in known_fields(kind))
        assert "not recorded" in text(
            kind, replace(chart(), visits=()), assessment(), written(text=every)
        )
    with pytest.raises(FieldTrouble, match=r"\{nmae\}: expected one of \{name\}"):
        check_fields("Dear {nmae}", "urgent")
    with pytest.raises(FieldTrouble, match=r"\{pain_limb\}"):
        check_fields("{pain_limb}", "work_note")
    for slip in ("{", "{}", "{name!r}", "{name:>9}", "}"):
        with pytest.raises(FieldTrouble):
            check_fields(slip, "urgent")


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ({"tо": {}}, "tо"),
        ({"to": {"nmae": ""}}, "to.nmae"),
        ({"to": []}, "to"),
        ({"cc": "x"}, "cc"),
        ({"cc": [1]}, r"cc\[0\]"),
        ({"fitness": "maybe"}, "fitness"),
        ({"first": "soon"}, "first"),
        ({"first": "2026-03-02", "last": "2026-03-01"}, "last"),
        ({"asks": 3}, "asks"),
    ],
)
def test_a_file_that_adds_nonsense_is_refused_by_key(table: dict[str, object], path: str) -> None:
    with pytest.raises(WritingTrouble, match=f"^{path}: expected"):
        read_writing(table)


def test_a_file_can_say_all_that_a_letter_takes() -> None:
    told = read_writing({"to": {"name": "A"}, "cc": ["B", ""], "first": date(2026, 3, 1)})
    assert told == Writing(to=Addressee("A"), cc=("B",), first=date(2026, 3, 1))


def _muscles_only(visit: Visit) -> Visit:
    power = {spot: grade for spot, grade in visit.power.items() if spot.place != "calf"}
    return replace(visit, power=power)


@settings(max_examples=40, deadline=None)
@given(CHARTS)
def test_nothing_of_a_chart_is_dropped_and_nothing_invented(dated: Dated) -> None:
    referral = Referral("imaging", dated.on, "answered", "County", "no disc seen")
    medicine = Care("medicine", "ibuprofen", span=Span(dated.on, None), outcome="helped")
    whole = replace(
        dated.chart,
        visits=tuple(_muscles_only(visit) for visit in dated.chart.visits),
        care=(*dated.chart.care, medicine),
        referrals=(referral,),
    )
    concluded = assess_day(whole, dated.on, GUIDELINES)
    seen = cut(whole, dated.on)
    told = {kind: text(kind, whole, concluded) for kind in OWN}
    for check in (_flags_are_told, _packet_holds_all, _unknown_is_said):
        check(seen, concluded, told)


def _flags_are_told(_: Chart, concluded: Assessment, told: dict[LetterKind, str]) -> None:
    for one in concluded.red_flags.open:
        name = WORDS.say(f"emergency.flags.{one.id}")
        assert name not in told["work_note"]
        assert (name in told["surgical_evaluation"]) or one.level is Level.NONE
        assert (name in told["urgent"]) or one.level < Level.URGENT
    is_open = any(one.level is Level.EMERGENCY for one in concluded.red_flags.open)
    for kind in CLINICAL:
        assert ("EMERGENCY OPEN" in told[kind]) is is_open


def _packet_holds_all(seen: Chart, concluded: Assessment, told: dict[LetterKind, str]) -> None:
    packet = told["surgical_evaluation"]
    for visit in seen.visits:
        for spot, grade in visit.power.items():
            muscle = WORDS.say(f"emergency.muscles.{spot.place}")
            assert f"{spot.side.capitalize()} {muscle}" in packet
            assert f"{grade}/5" in packet
        for value in (visit.pain_limb, visit.pain_spine):
            assert value is None or str(value) in packet
    for care in seen.care:
        assert WORDS.say(f"letters.outcomes.{care.outcome}") in packet
        days = (care.span.start,) if care.span else care.dates
        assert all(WORDS.short_day(day) in packet for day in days)
    for record in seen.flags:
        if record.state in {"cleared", "confirmed"}:
            assert WORDS.say(f"emergency.flags.{record.id}") in packet
    for override in seen.overrides:
        assert override.reason in packet
    for gap in concluded.gaps:
        assert gap.missing.replace("_", " ") in packet
    assert "no disc seen" in packet
    assert "ibuprofen" in packet


def _unknown_is_said(seen: Chart, _: Assessment, told: dict[LetterKind, str]) -> None:
    absent: tuple[tuple[bool, str], ...] = (
        (all(v.pain_limb is None for v in seen.visits), "Pain in the limb: not recorded"),
        (all(v.psfs is None for v in seen.visits), "Function (PSFS): not recorded"),
        (seen.patient.egfr is None, "Kidney function (eGFR): not recorded"),
    )
    for is_unknown, sentence in absent:
        for kind in ("urgent", "surgical_evaluation"):
            assert (sentence in told[kind]) is is_unknown
    status = seen.patient.pregnancy.status
    assert ("Pregnancy: not asked about" in told["imaging"]) is (status == "unknown")


def test_no_letter_claims_what_no_source_supports() -> None:
    lines = [line for key, lines in WORDS.sentences.items() for line in lines if "letters." in key]
    forbidden: tuple[Callable[[str], bool], ...] = (
        lambda line: "90" in line,
        lambda line: "permanent" in line,
        lambda line: "Laser" in line,
        lambda line: "decompress" in line,
        lambda line: "diagnosis is" in line,
        lambda line: "must " in line and "not be given" not in line,
    )
    assert not [line for line in lines for is_claim in forbidden if is_claim(line)]
