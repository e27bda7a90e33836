"""The emergency sheet: one page, about its destination only, never refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import resources
from handouts.build import letter
from handouts.found import flag_lines
from pathway.assessment import Assessment
from pathway.catalogue import read_catalogue
from pathway.facts import Chart, MedicineTaken, OnsetMonth, Spot, Weakness
from pathway.finding import Destination, Level
from pathway.guidelines import read_guidelines
from pathway.story import Story, Told
from tests.handouts.made import (
    DAY,
    REGIONS,
    STAMP,
    WORDS,
    assessment,
    chart,
    flag,
    materials,
    named,
    said_yes,
)
from tests.handouts.reading import pages_of, text_of

LONG = "Wolfeschlegelsteinhausenbergerdorff"


def sheet(whole: Chart, concluded: Assessment | None) -> str:
    return text_of(letter("emergency", whole, concluded, materials(), STAMP))


def test_says_who_is_called_what_was_found_since_when() -> None:
    whole = said_yes(chart(), "RF-C1", "RF-C5")
    text = sheet(whole, assessment(flags=(flag("RF-C1"), flag("RF-C5"))))
    assert "Emergency: please see this patient now" in text
    assert "Spine emergency team on call" in text
    assert "555 0199" in text
    assert "Trouble starting to pass urine, weak stream or retention" in text
    assert "since 11-Mar-2026, getting worse" in text
    assert "First noticed 11-Mar-2026" in text
    assert "right side" in text
    assert "began 20-Feb-2026" in text


def test_speaks_of_its_destination_only() -> None:
    flags = (
        flag("RF-C1"),
        flag("RF-P2", Level.SAME_DAY, "mental_health_crisis"),
        flag("RF-T1", Level.URGENT, None),
    )
    text = sheet(said_yes(chart(), "RF-C1", "RF-P2", "RF-T1"), assessment(flags=flags))
    assert "Spine emergency team" in text
    assert "self-harm" not in text
    assert "crisis" not in text.lower()
    assert "Cancer" not in text


def test_two_emergencies_name_both_destinations() -> None:
    flags = (flag("RF-C1"), flag("RF-V4", Level.EMERGENCY, "stroke_vascular"))
    text = sheet(said_yes(chart(), "RF-C1", "RF-V4"), assessment(flags=flags))
    assert "Spine emergency team" in text
    assert "Stroke and vascular team" in text


def test_a_same_day_call_asks_for_advice() -> None:
    flags = (flag("RF-N2", Level.SAME_DAY),)
    text = sheet(chart(), assessment(flags=flags))
    assert "Same-day call: please advise today" in text
    assert "with MRI today" not in text


@pytest.mark.parametrize("region", REGIONS)
def test_without_a_flag_it_is_a_form(region: str) -> None:
    text = sheet(chart("lumbar"), assessment())
    assert "No red flag is open in the record." in text
    for team in ("Spine emergency team", "Stroke and vascular team", "Obstetric team"):
        assert team in text


def test_works_when_the_rules_do_not() -> None:
    text = sheet(said_yes(chart(), "RF-C1"), None)
    assert "could not work out its advice" in text
    assert "Trouble starting to pass urine" in text


def test_works_with_nothing_filled_in() -> None:
    bare = named(replace(chart(), visits=(), care=()), "", "")
    bare = replace(bare, patient=replace(bare.patient, number="", allergies=(), medicines=()))
    pages = pages_of(letter("emergency", bare, None, materials(blank=True), STAMP))
    assert len(pages) == 1
    for words in ("NAME NOT RECORDED", "Clinic name not set up", "No examination recorded."):
        assert words in pages[0]
    assert "Allergies not recorded" in pages[0]


def test_blood_thinner_stands_out_with_its_last_dose() -> None:
    patient = replace(
        chart().patient, medicines=(MedicineTaken("Warfarin"), MedicineTaken("lisinopril"))
    )
    text = sheet(replace(chart(), patient=patient), assessment(flags=(flag("RF-C1"),)))
    assert "TAKES A BLOOD THINNER: Warfarin" in text
    assert "Last dose" in text
    assert "BLOOD THINNER" not in sheet(chart(), assessment())


def test_a_visit_by_telephone_says_what_could_not_be_examined() -> None:
    here = chart()
    far = replace(here.visits[0], power={}, beside={"situation.kind": "telephone"})
    said = "By telephone: power, reflexes and tests could not be examined"
    assert said in sheet(replace(here, visits=(far,)), None)
    assert said not in sheet(here, None)
    told = replace(far, power={Spot("right", "great_toe_extension"): 4})
    assert said not in sheet(replace(here, visits=(told,)), None)


def test_examination_shows_the_two_latest_with_their_days() -> None:
    now = replace(
        chart().visits[0],
        power={Spot("right", "ankle_dorsiflexion"): 2},
        reflexes={Spot("right", "ankle"): "absent"},
        weakness=Weakness(DAY - timedelta(days=2), "progressing"),
        temperature=38.2,
    )
    before = replace(
        now, on=DAY - timedelta(days=7), power={Spot("right", "ankle_dorsiflexion"): 4}
    )
    text = sheet(replace(chart(), visits=(before, now)), assessment(flags=(flag("RF-N1"),)))
    assert "Examined 12-Mar-2026: Weak: right ankle dorsiflexion 2/5." in text
    assert "Examined 05-Mar-2026: Weak: right ankle dorsiflexion 4/5." in text
    assert "Absent reflex: right ankle." in text
    assert "Temperature 38.2 °C" in text
    assert "New weakness, MRC 3 or less, since 10-Mar-2026, getting worse" in text


@pytest.mark.parametrize("size", ["standard", "large", "extra"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_one_page_with_many_flags_and_long_names(size: str, paper: str) -> None:
    items = tuple(f"RF-C{n}" for n in range(1, 10)) + tuple(f"RF-N{n}" for n in range(1, 8))
    whole = named(said_yes(chart("unsure"), *items), LONG, LONG)
    medicines = tuple(MedicineTaken(f"medicine number {n}") for n in range(12))
    whole = replace(whole, patient=replace(whole.patient, medicines=medicines))
    concluded = assessment(flags=tuple(flag(item) for item in items))
    made_with = materials(paper, size)  # type: ignore[arg-type]
    pages = pages_of(letter("emergency", whole, concluded, made_with, replace(STAMP, draft=True)))
    assert len(pages) == 1
    assert "Page 1 of 1" in pages[0]
    assert f"{LONG.upper()}, {LONG}" in pages[0]


@pytest.mark.parametrize(
    "destination",
    [
        "spine_emergency",
        "emergency_department",
        "stroke_vascular",
        "mental_health_crisis",
        "obstetrics",
    ],
)
def test_every_destination_has_its_own_request(destination: Destination) -> None:
    concluded = assessment(flags=(flag("RF-C1", Level.EMERGENCY, destination),))
    assert WORDS.say(f"emergency.asks.{destination}") in sheet(chart(), concluded)


def test_a_record_of_any_length_is_printed() -> None:
    many = tuple(MedicineTaken(f"a medicine with a long name, number {n}") for n in range(400))
    whole = replace(chart(), patient=replace(chart().patient, medicines=many))
    content = letter("emergency", whole, assessment(), materials(size="extra"), STAMP)
    assert "number 399" in text_of(content)


def test_every_flag_and_place_of_the_record_has_words() -> None:
    for item in read_guidelines(resources.pack_tables()).flags.items:
        assert WORDS.lines(f"emergency.flags.{item}")
    catalogue = read_catalogue(resources.catalogue_tables())
    for zone in catalogue.zones():
        assert WORDS.lines(f"common.zones.{zone.place}")
    for group, key in (("power", "emergency.muscles"), ("reflex", "emergency.reflexes")):
        places = [
            item.place for item in catalogue.items.values() if item.code.startswith(f"{group}.")
        ]
        assert places
        for place in places:
            assert WORDS.lines(f"{key}.{place}")


def told(story: Story) -> str:
    made_with = replace(materials(), story=story)
    return text_of(
        letter("emergency", chart(), assessment(flags=(flag("RF-C1"),)), made_with, STAMP)
    )


def test_tells_spine_and_limb_apart_where_the_spine_hurt_first() -> None:
    spine = OnsetMonth(date(2025, 11, 1))
    text = told(Story("Lifting a calf.", spine_earlier="yes", spine_onset=spine))
    assert "pain in the neck or back began in Nov-2025" in text
    assert "pain in the arm or leg began 20-Feb-2026" in text
    assert "in the patient's words: “Lifting a calf.”" in text


def test_a_start_that_nobody_dated_is_said_and_one_not_asked_about_is_not() -> None:
    assert "pain in the neck or back came before" in told(Story(spine_earlier="yes"))
    others: tuple[Told, ...] = ("no", "unknown", "not_asked")
    for answer in others:
        assert "pain in the neck" not in told(Story(spine_earlier=answer))


def test_long_words_leave_room_for_the_rest_of_the_page() -> None:
    made_with = replace(materials(), story=Story("it began so " * 160))
    content = letter("emergency", chart(), assessment(flags=(flag("RF-C1"),)), made_with, STAMP)
    assert len(pages_of(content)) == 1
    assert " …”" in text_of(content)


@pytest.mark.parametrize("item", ["RF-N4", "RF-N5"])
def test_a_weakness_that_was_stable_and_gets_worse_is_not_called_both(item: str) -> None:
    whole = chart()
    later = replace(whole.visits[-1], weakness=Weakness(DAY - timedelta(20), "progressing"))
    whole = replace(whole, visits=(*whole.visits[:-1], later))
    (line,) = flag_lines(whole, (flag(item, Level.URGENT),), WORDS)
    assert line.startswith("Stable weakness")
    assert line.endswith(", now said to be getting worse")
    (line,) = flag_lines(whole, (flag("RF-N1", Level.EMERGENCY),), WORDS)
    assert line.endswith(", getting worse")
