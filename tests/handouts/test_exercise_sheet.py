"""The sheet of exercises: every field of every exercise, drawings that can be heard, a week."""

import io
import re
from dataclasses import replace
from itertools import product

import pikepdf
import pytest
import textstat

from desktop.__main__ import main
from handouts import blocks as b
from handouts.build import Refused, build
from handouts.exercise_sheet import FACTS, NOTES, exercise_sheet
from handouts.exercises import ExerciseBook, choose
from handouts.materials import Materials
from handouts.styles import BODY_POINTS, Paper, Size
from pathway.facts import Cause, Region
from pathway.finding import Level, Scope, StageCode
from tests.handouts.made import (
    CLINIC,
    REGIONS,
    STAGES,
    STAMP,
    WORDS,
    assessment,
    chart,
    flag,
    materials,
    named,
)
from tests.handouts.reading import grade_of, pages_of, said, sentences_of, text_of, without_names
from tests.handouts.test_print_commands import CHILD, EMERGENCY, ON, QUIET

EVERY = tuple(product(REGIONS, STAGES))
EXERCISES = tuple(WORDS.exercises.rules)
REGION_OF: dict[str, Region] = {"L": "lumbar", "C": "cervical", "G": "unsure"}


def sheet(region: Region = "lumbar", stage: StageCode = "subacute") -> b.Document:
    return exercise_sheet(chart(region), assessment(stage), materials(), STAMP)


def cards(document: b.Document) -> tuple[b.ExerciseCard, ...]:
    return tuple(block for block in document.blocks if isinstance(block, b.ExerciseCard))


def only(exercise: str) -> Materials:
    """Return materials whose library offers one exercise to everybody."""
    rules = {exercise: replace(WORDS.exercises.rules[exercise], level=1, zones=frozenset())}
    rules = {exercise: replace(rules[exercise], causes=(), held_by=())}
    book = ExerciseBook(dict.fromkeys(("lumbar", "cervical", "both"), ((exercise,),) * 3), rules)
    return replace(materials(), words=replace(WORDS, exercises=book))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_field_of_any_exercise_is_missing(exercise: str) -> None:
    region = REGION_OF[exercise[3]]
    document = exercise_sheet(chart(region), assessment(), only(exercise), STAMP)
    (card,) = cards(document)
    assert card.name.endswith(WORDS.say(f"exercise_words.{exercise}.name"))
    assert len(card.drawn) >= 2
    assert all(one.alt and one.caption and one.picture.shapes for one in card.drawn)
    assert card.steps
    labels = [WORDS.say(f"exercise_sheet.facts.{part}") for part in (*FACTS, *NOTES)]
    assert [note.label for note in (*card.facts, *card.notes)] == labels
    assert all(note.text.endswith(".") for note in (*card.facts, *card.notes))
    text = text_of(build("exercises", chart(region), assessment(), only(exercise), STAMP))
    for note in (*card.facts, *card.notes):
        assert f"{note.label} {note.text}" in text
    for line in (*card.steps, *(one.caption for one in card.drawn)):
        assert line in text


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_the_sheet_shows_what_was_chosen_and_a_week_for_each(
    region: Region, stage: StageCode
) -> None:
    whole, concluded = chart(region), assessment(stage)
    chosen = choose(WORDS.exercises, whole, concluded)
    document = sheet(region, stage)
    names = [WORDS.say(f"exercise_words.{one}.name") for one in chosen]
    shown = [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    assert [card.name for card in cards(document)] == shown
    (week,) = (block for block in document.blocks if isinstance(block, b.WeekGrid))
    assert list(week.rows) == shown
    assert len(week.days) == 7
    pages = pages_of(build("exercises", whole, concluded, materials(), STAMP))
    assert len(pages) <= 3
    text = " ".join(pages)
    for word in (*week.days, week.head, week.written, week.how):
        assert word in text


def test_an_open_flag_holds_exercises_back_on_the_sheet_too() -> None:
    concluded = assessment(flags=(flag("RF-M2", Level.URGENT, None),))
    document = exercise_sheet(chart("cervical"), concluded, materials(), STAMP)
    found = [card.name.partition(". ")[2] for card in cards(document)]
    assert found == ["Hand on head"]


def test_without_any_exercise_the_sheet_says_so_and_has_no_week() -> None:
    concluded = assessment(flags=(flag("RF-F1", Level.URGENT, None),))
    document = exercise_sheet(chart("unsure"), concluded, materials(), STAMP)
    assert not cards(document)
    assert not [block for block in document.blocks if isinstance(block, b.WeekGrid)]
    text = text_of(build("exercises", chart("unsure"), concluded, materials(), STAMP))
    assert "We will choose exercises with you" in text
    assert "Danger signs" in text


def test_open_questions_are_said() -> None:
    missing = assessment(missing=("RF-C1",))
    text = text_of(build("exercises", chart(), missing, materials(), STAMP))
    assert "safety questions are still open" in text


@pytest.mark.parametrize("region", REGIONS)
def test_stop_rules_and_numbers_to_call_are_on_every_sheet(region: Region) -> None:
    text = text_of(build("exercises", chart(region), assessment(), materials(), STAMP))
    assert "Stop and call us if" in text
    assert "numbness or weakness is new or grows" in text
    assert "Up to 2 points above your usual pain" in text
    assert CLINIC.phone("clinic") in text


def test_refused_under_an_emergency_and_out_of_scope() -> None:
    with pytest.raises(Refused) as refused:
        build("exercises", chart(), assessment(flags=(flag("RF-C1"),)), materials(), STAMP)
    assert refused.value.code == "emergency_open"
    child = replace(assessment(), in_scope=Scope(value=False))
    with pytest.raises(Refused) as refused:
        build("exercises", chart(), child, materials(), STAMP)
    assert refused.value.code == "out_of_scope"
    assert "danger_card" in refused.value.instead


def test_the_command_makes_it_or_refuses_it(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"{tmp_path}/sheet.pdf"
    assert main(["handout", QUIET, "--kind", "exercises", *ON, "-o", out]) == 0
    for case in (EMERGENCY, CHILD):
        assert main(["handout", case, "--kind", "exercises", *ON, "-o", f"{out}.x"]) == 2
        refusal = capsys.readouterr().err
        assert "danger_card" in refusal
        assert "letter --kind emergency" in refusal


@pytest.mark.parametrize("kind", ["exercises", "care_plan"])
@pytest.mark.parametrize("region", ["lumbar", "cervical"])
def test_every_figure_says_what_it_shows(kind: str, region: Region) -> None:
    handout = "exercises" if kind == "exercises" else "care_plan"
    pdf = build(handout, chart(region), assessment("chronic"), materials(), STAMP)  # type: ignore[arg-type]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [one for one in elements(opened.Root.StructTreeRoot.K) if one.S == "/Figure"]
        said_aloud = [str(figure.get("/Alt", "")) for figure in figures]
    assert len(said_aloud) >= 8
    known = {WORDS.say(f"drawings.{name}") for name in WORDS.poses.scenes}
    codes = [alt for alt in said_aloud if alt.endswith("Get help now.")]
    assert len(codes) == 1
    assert set(said_aloud) <= {*known, *codes}


@pytest.mark.parametrize(("cause", "is_shown"), [("disc", True), ("unknown", False)])
def test_a_bulging_disc_is_shown_only_when_the_disc_is_the_cause(
    cause: Cause, is_shown: bool
) -> None:
    whole = replace(chart(), problem=replace(chart().problem, cause=cause))
    pdf = build("care_plan", whole, assessment(), materials(), STAMP)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [str(one.get("/Alt", "")) for one in elements(opened.Root.StructTreeRoot.K)]
    assert (WORDS.say("drawings.nerve.above") in found) is is_shown
    assert ("Pinched nerve" in text_of(pdf)) is is_shown
    assert WORDS.say("drawings.sleep.side") in found


def test_the_week_is_a_table_with_headings() -> None:
    pdf = build("exercises", chart(), assessment(), materials(), STAMP)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K))
        rows = [one for one in found if one.S == "/TR"]
        headings = [one for one in found if one.S == "/TH"]
        scopes = [str(one.A.Scope) for one in headings]
        assert all(len(row.K.as_list()) == 8 for row in rows)
    assert scopes.count("/Column") == 8
    assert scopes.count("/Row") == len(rows) - 1 == 5


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    if "/S" not in element:
        return []
    return [element, *(one for kid in element.K.as_list() for one in elements(kid))]


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_the_sheet_is_easy_to_read(region: Region, stage: StageCode) -> None:
    texts = (text for block in sheet(region, stage).blocks for text in said(block))
    sentences = sentences_of(text for text in texts if not text.startswith("Sources"))
    text = without_names(sentences)
    assert textstat.flesch_kincaid_grade(text) <= 6
    assert grade_of(text) <= 6
    lengths = [len(sentence.split()) for sentence in sentences]
    assert sum(lengths) / len(lengths) <= 12
    assert max(lengths) <= 20


def test_every_word_of_a_drawing_is_easy_to_hear() -> None:
    texts = [WORDS.say(f"drawings.{name}") for name in WORDS.poses.scenes]
    sentences = sentences_of(texts)
    assert grade_of(without_names(sentences)) <= 6
    assert [one for one in sentences if len(one.split()) > 20] == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", list(BODY_POINTS))
def test_nothing_overflows_and_the_bytes_are_the_same(paper: Paper, size: Size) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff " * 2
    for region, stage in (("cervical", "chronic"), ("unsure", "acute")):
        whole = named(chart(region), long, long)  # type: ignore[arg-type]
        made_with = materials(paper, size)
        first = build("exercises", whole, assessment(stage), made_with, STAMP)  # type: ignore[arg-type]
        assert first == build("exercises", whole, assessment(stage), made_with, STAMP)  # type: ignore[arg-type]
        assert re.search(r"Page 1 of \d+", text_of(first))


def test_a_draft_does_not_say_that_it_was_checked() -> None:
    draft = replace(STAMP, draft=True)
    told = " ".join(said(exercise_sheet(chart(), assessment(), materials(), draft).blocks))
    assert "checked with you by Dr Lee" not in told
