"""The shorter handouts: each is easy to read, and refused when it must be."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Final, get_args

import pytest
import textstat

from handouts import blocks as b
from handouts.build import BUILDERS, CARDS, Refused, build
from handouts.danger_card import danger_card
from handouts.dates_sheet import dates_sheet
from handouts.materials import HandoutKind
from handouts.medicines_sheet import medicines_sheet
from handouts.pocket_card import pocket_card
from handouts.styles import Paper, Size
from handouts.surgery_sheet import surgery_sheet
from handouts.warmth_sheet import warmth_sheet
from pathway.facts import Chart, MedicineTaken, Region, Spot
from pathway.finding import Level, NextContact, Scope
from tests.handouts.made import DAY, GUIDELINES, REGIONS, STAMP, assessment, chart, flag, materials
from tests.handouts.reading import grade_of, pages_of, said, sentences_of, text_of, without_names
from tests.handouts.test_care_plan_reading import FORBIDDEN

MAKERS: Final = {
    "danger_card": danger_card,
    "pocket_card": pocket_card,
    "what_changes_when": dates_sheet,
    "medicines_today": medicines_sheet,
    "heat_and_cold": warmth_sheet,
    "surgery_choice": surgery_sheet,
}
KINDS: Final[tuple[HandoutKind, ...]] = get_args(HandoutKind)
OURS: Final = tuple(kind for kind in KINDS if kind in MAKERS)
EASY: Final = {"danger_card": 5.0, "pocket_card": 5.0}


def document(kind: HandoutKind, whole: Chart) -> b.Document:
    return MAKERS[kind](whole, assessment(), materials(), STAMP)


def texts(kind: HandoutKind, whole: Chart) -> str:
    return " | ".join(said(document(kind, whole).blocks))


def with_patient(whole: Chart, **changes: object) -> Chart:
    return replace(whole, patient=replace(whole.patient, **changes))  # type: ignore[arg-type]


def spoken(kind: HandoutKind, region: Region) -> str:
    told = (text for text in said(document(kind, chart(region)).blocks) if "Sources:" not in text)
    return without_names(sentences_of(told))


def test_every_kind_can_be_made() -> None:
    assert set(KINDS) == {*BUILDERS, *CARDS}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in CARDS])
def test_refused_in_an_emergency_under_age_and_without_advice(kind: HandoutKind) -> None:
    emergency = assessment(flags=(flag("RF-C1", Level.EMERGENCY),))
    child = replace(assessment(), in_scope=Scope(False))
    for concluded, code in (
        (emergency, "emergency_open"),
        (child, "out_of_scope"),
        (None, "no_advice"),
    ):
        with pytest.raises(Refused) as refused:
            build(kind, chart(), concluded, materials(), STAMP)
        assert refused.value.code == code
        assert refused.value.instead == ("danger_card", "letter --kind emergency")


def test_the_danger_card_is_never_refused() -> None:
    emergency = assessment(flags=(flag("RF-C1", Level.EMERGENCY),))
    child = replace(assessment(), in_scope=Scope(False))
    for concluded in (emergency, child, None):
        content = text_of(build("danger_card", chart(), concluded, materials(), STAMP))
        assert "Go to the emergency department now" in content
        assert "You leak pee or poo." in content


@pytest.mark.parametrize(("kind", "region"), list(product(OURS, REGIONS)))
def test_easy_to_read(kind: HandoutKind, region: Region) -> None:
    text = spoken(kind, region)
    assert grade_of(text) <= EASY.get(kind, 6.0)
    assert textstat.flesch_kincaid_grade(text) <= EASY.get(kind, 6.0)
    lengths = [len(sentence.split()) for sentence in text.split(". ")]
    assert sum(lengths) / len(lengths) <= 12
    assert max(lengths) <= 20


@pytest.mark.parametrize("kind", OURS)
def test_claims_nothing_that_no_source_supports(kind: HandoutKind) -> None:
    content = text_of(build(kind, chart(), assessment(), materials(), STAMP))
    assert "Sources:" in content
    for phrase in FORBIDDEN:
        assert not re.search(phrase, content, re.IGNORECASE), phrase


@pytest.mark.parametrize(("paper", "size"), list(product(get_args(Paper), get_args(Size))))
def test_the_pocket_card_is_one_page_whatever_the_size(paper: Paper, size: Size) -> None:
    whole = with_patient(chart("unsure"), family_name="Wolfeschlegelsteinhausenbergerdorff")
    made = build("pocket_card", whole, None, materials(paper, size), STAMP)
    (said_on_it,) = pages_of(made)
    assert "Fold the top half back" in said_on_it
    for sign in ("You leak pee or poo.", "You stumble, or your legs feel stiff."):
        assert sign in said_on_it
    assert "555 0100" in said_on_it
    assert "It began" in said_on_it


@pytest.mark.parametrize("paper", get_args(Paper))
def test_the_danger_card_is_one_page(paper: Paper) -> None:
    for region in ("lumbar", "cervical"):
        made = build("danger_card", chart(region), assessment(), materials(paper), STAMP)
        assert len(pages_of(made)) == 1


@pytest.mark.parametrize(("kind", "size"), list(product(OURS, get_args(Size))))
def test_the_same_bytes_for_the_same_input(kind: HandoutKind, size: Size) -> None:
    first, again = (
        build(kind, chart(), assessment(), materials(size=size), STAMP) for _ in range(2)
    )
    assert first == again


def test_dates_are_looks_in_order_and_no_scan_is_promised() -> None:
    told = document("what_changes_when", chart()).blocks
    dated = [block for block in told if isinstance(block, b.Labelled)]
    assert [line.label for line in dated] == [
        "20 March 2026",
        "26 March 2026",
        "03 April 2026",
        "15 May 2026",
        "16 May 2026",
    ]
    assert dated[2].text == "if a spine specialist should see you too."
    assert "not days for a scan" in texts("what_changes_when", chart())


def test_a_contact_that_is_over_is_today_and_none_is_said() -> None:
    late = replace(assessment(), next_contact=NextContact(DAY - timedelta(days=3)))
    dated = [
        block
        for block in dates_sheet(chart(), late, materials(), STAMP).blocks
        if isinstance(block, b.Labelled)
    ]
    assert dated[0] == b.Labelled("12 March 2026", "we want to see you or call you by then.")
    nothing = replace(late, next_contact=NextContact(None), forecast=())
    whole = " ".join(said(dates_sheet(chart(), nothing, materials(), STAMP).blocks))
    assert "No day is set." in whole


def test_medicines_that_were_agreed_and_others_are_apart() -> None:
    told = texts("medicines_today", chart())
    assert told.index("naproxen") < told.index("Keep taking these") < told.index("lisinopril")
    assert "if your stools turn black" in told
    assert "penicillin" in told
    assert "You bleed more easily" not in told


def test_a_blood_thinner_and_a_list_never_asked_for_are_said() -> None:
    thinned = with_patient(chart(), medicines=(MedicineTaken("warfarin"),))
    assert "You bleed more easily" in texts("medicines_today", thinned)
    nobody_asked = with_patient(chart(), medicines=())
    assert "We have not asked you yet." in texts("medicines_today", nobody_asked)
    none = with_patient(chart(), medicines=(), medicines_state="none_known")
    assert "You told us that you take nothing else." in texts("medicines_today", none)


def test_no_pack_on_numb_skin() -> None:
    visit = replace(chart().visits[0], sensation={Spot("right", "low_back"): "absent"})
    numb = replace(chart(), visits=(visit,))
    told = texts("heat_and_cold", numb)
    assert "Do not use warm or cold packs now." in told
    assert "right low back" in told
    assert "15 to 20 minutes. Then" not in told
    assert "15 to 20 minutes. Then" in texts("heat_and_cold", chart())


def test_both_ways_have_the_numbers_of_the_pack() -> None:
    told = texts("surgery_choice", chart())
    for row in GUIDELINES.choices["lumbar"].rows:
        for count in (row.surgery, row.waiting):
            if count is not None:
                assert f"{count}" in told
    galleries = [x for x in document("surgery_choice", chart()).blocks if isinstance(x, b.Gallery)]
    assert [len(gallery.drawn) for gallery in galleries] == [2, 4]
    assert galleries[1].drawn[1].alt == "39 of 100 had surgery within the year after all."
    assert "What can go wrong" in told
    assert "What surgery does not change" in told


@pytest.mark.parametrize("region", ["cervical", "thoracic"])
def test_the_neck_has_no_numbers_of_a_trial(region: Region) -> None:
    told = texts("surgery_choice", chart(region))
    assert "No good study has put both ways side by side" in told
    assert "95 of 100" not in told
    assert ("55 of 100 were well" in told) == (region == "cervical")


def test_a_day_reads_as_patients_read_it() -> None:
    assert materials().words.day(date(2026, 4, 3)) == "03 April 2026"
