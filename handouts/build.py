"""Builds a print: facts, words and a stamp in, the bytes of a tagged PDF out."""

from dataclasses import replace
from datetime import date

import handouts.course
import handouts.tables  # noqa: F401 - sets letterheads and tables
from handouts.care_plan import care_plan
from handouts.danger_card import danger_card
from handouts.dates_sheet import dates_sheet
from handouts.emergency import emergency
from handouts.exercise_sheet import exercise_sheet
from handouts.fit import INSTEAD
from handouts.imaging_letter import imaging_letter
from handouts.letter import Letter
from handouts.materials import HandoutKind, LetterKind, Materials, PrintStamp
from handouts.medicines_sheet import medicines_sheet
from handouts.page import print_document, running
from handouts.physiotherapy_letter import physiotherapy_letter
from handouts.pocket_card import pocket_card
from handouts.surgery_sheet import surgery_sheet
from handouts.surgical_letter import surgical_letter
from handouts.trouble import Refused
from handouts.urgent_letter import urgent_letter
from handouts.warmth_sheet import warmth_sheet
from handouts.work_letter import for_employers, work_letter
from pathway.assessment import Assessment
from pathway.called import called_in
from pathway.episodes import cut
from pathway.facts import Chart

__all__ = ["HandoutKind", "LetterKind", "Materials", "PrintStamp", "Refused", "build", "letter"]

CARDS = {"danger_card": danger_card, "pocket_card": pocket_card}
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

    The cards of danger signs are refused only in words that no person has reviewed; every other
    handout rests on an assessment.
    """
    materials = replace(materials, words=materials.words.of_paper(kind))
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    as_it_stood = _as_told(chart, on, materials)
    if kind in CARDS:
        document = CARDS[kind](as_it_stood, assessment, materials, stamp)
    elif assessment is None:
        raise Refused("no_advice", INSTEAD)
    else:
        document = BUILDERS[kind](as_it_stood, assessment, materials, stamp)
    on_each_page = running(chart.patient, materials, stamp, on, clinical=False)
    is_small = materials.page.size == "standard"
    is_one = kind == "pocket_card" or (kind == "danger_card" and is_small)
    return print_document(document, on_each_page, materials, stamp, one_page=is_one)


def letter(
    kind: LetterKind,
    chart: Chart,
    assessment: Assessment | None,
    materials: Materials,
    stamp: PrintStamp,
) -> bytes:
    """Return a letter as PDF; no letter is refused, and each works without an assessment.

    ``FieldTrouble`` is raised when the clinician's words have a field that is not known.
    """
    materials = replace(materials, words=materials.words.of_paper(kind))
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    whole = _as_told(chart, on, materials)
    on_each_page = running(chart.patient, materials, stamp, on, clinical=True)
    if kind == "emergency":
        document = emergency(whole, assessment, materials, on)
    else:
        one = Letter(kind, whole, assessment, materials, stamp, on)
        document = LETTERS[kind](one)
        on_each_page = for_employers(one) if kind == "work_note" else on_each_page
    return print_document(document, on_each_page, materials, stamp, one_page=kind in ON_ONE_PAGE)


def _as_told(chart: Chart, on: date, materials: Materials) -> Chart:
    """Return the chart as it stood on a day, its medicines called as the reader calls them."""
    return called_in(cut(chart, on), materials.medicines, materials.words.tongue.code)


LETTERS = {
    "urgent": urgent_letter,
    "surgical_evaluation": surgical_letter,
    "imaging": imaging_letter,
    "physiotherapy": physiotherapy_letter,
    "work_note": work_letter,
}
ON_ONE_PAGE = frozenset({"emergency", "urgent", "work_note"})
