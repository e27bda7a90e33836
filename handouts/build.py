"""Builds a print: facts, words and a stamp in, the bytes of a tagged PDF out."""

from handouts.care_plan import care_plan
from handouts.emergency import emergency
from handouts.exercise_sheet import exercise_sheet
from handouts.materials import HandoutKind, LetterKind, Materials, PrintStamp
from handouts.page import print_document, running
from handouts.trouble import Refused
from pathway.assessment import Assessment
from pathway.episodes import cut
from pathway.facts import Chart

__all__ = ["HandoutKind", "LetterKind", "Materials", "PrintStamp", "Refused", "build", "letter"]

BUILDERS = {"care_plan": care_plan, "exercises": exercise_sheet}


def build(
    kind: HandoutKind,
    chart: Chart,
    assessment: Assessment,
    materials: Materials,
    stamp: PrintStamp,
) -> bytes:
    """Return a handout for the patient as PDF; raises ``Refused`` when it must not be given."""
    as_it_stood = cut(chart, assessment.assessed_on)
    document = BUILDERS[kind](as_it_stood, assessment, materials, stamp)
    on_each_page = running(chart.patient, materials, stamp, assessment.assessed_on, clinical=False)
    return print_document(document, on_each_page, materials, stamp)


def letter(
    kind: LetterKind,
    chart: Chart,
    assessment: Assessment | None,
    materials: Materials,
    stamp: PrintStamp,
) -> bytes:
    """Return a letter as PDF; the emergency sheet works without an assessment and never refuses."""
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    document = LETTERS[kind](cut(chart, on), assessment, materials, on)
    on_each_page = running(chart.patient, materials, stamp, on, clinical=True)
    return print_document(document, on_each_page, materials, stamp, one_page=True)


LETTERS = {"emergency": emergency}
