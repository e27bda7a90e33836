"""Builds a print: facts, words and a stamp in, the bytes of a tagged PDF out."""

from dataclasses import replace

from handouts.care_plan import care_plan
from handouts.danger_card import danger_card
from handouts.dates_sheet import dates_sheet
from handouts.emergency import emergency
from handouts.exercise_sheet import exercise_sheet
from handouts.fit import INSTEAD
from handouts.materials import HandoutKind, LetterKind, Materials, PrintStamp
from handouts.medicines_sheet import medicines_sheet
from handouts.page import print_document, running
from handouts.surgery_sheet import surgery_sheet
from handouts.trouble import Refused
from handouts.warmth_sheet import warmth_sheet
from pathway.assessment import Assessment
from pathway.episodes import cut
from pathway.facts import Chart

__all__ = ["HandoutKind", "LetterKind", "Materials", "PrintStamp", "Refused", "build", "letter"]

BUILDERS = {
    "care_plan": care_plan,
    "exercises": exercise_sheet,
    "what_changes_when": dates_sheet,
    "medicines_today": medicines_sheet,
    "heat_and_cold": warmth_sheet,
    "surgery_choice": surgery_sheet,
}


def build(
    kind: HandoutKind,
    chart: Chart,
    assessment: Assessment | None,
    materials: Materials,
    stamp: PrintStamp,
) -> bytes:
    """Return a handout for the patient as PDF; raises ``Refused`` when it must not be given.

    The danger card is refused only in words that no person has reviewed; every other handout
    rests on an assessment.
    """
    materials = replace(materials, words=materials.words.of_paper(kind))
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    as_it_stood = cut(chart, on)
    if kind == "danger_card":
        document = danger_card(as_it_stood, assessment, materials, stamp)
    elif assessment is None:
        raise Refused("no_advice", INSTEAD)
    else:
        document = BUILDERS[kind](as_it_stood, assessment, materials, stamp)
    on_each_page = running(chart.patient, materials, stamp, on, clinical=False)
    is_card = kind == "danger_card" and materials.page.size == "standard"
    return print_document(document, on_each_page, materials, stamp, one_page=is_card)


def letter(
    kind: LetterKind,
    chart: Chart,
    assessment: Assessment | None,
    materials: Materials,
    stamp: PrintStamp,
) -> bytes:
    """Return a letter as PDF; the emergency sheet works without an assessment and never refuses."""
    materials = replace(materials, words=materials.words.of_paper(kind))
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    document = LETTERS[kind](cut(chart, on), assessment, materials, on)
    on_each_page = running(chart.patient, materials, stamp, on, clinical=True)
    return print_document(document, on_each_page, materials, stamp, one_page=True)


LETTERS = {"emergency": emergency}
