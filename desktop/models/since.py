"""What changed since a print, in words: one line for each thing."""

from typing import get_args

from desktop import show
from desktop.packwords import PackWords
from desktop.wording import short_status, stage_words
from desktop.words import tr
from pathway.finding import StageCode, SurgicalStatus
from pathway.since import Since, SinceWhat


def since_words(changed: Since, words: PackWords) -> str:
    """Return one change in words."""
    is_flag = changed.what.startswith("flag")
    return _sentences()[changed.what].format(
        name=words.short(changed.subject) if is_flag else changed.subject,
        day=show.day(changed.on),
        before=_named(changed.what, changed.before),
        after=_named(changed.what, changed.after),
    )


def _named(what: SinceWhat, code: str) -> str:
    said: dict[str, str] = {}
    if what == "stage":
        said = {one: stage_words(one) for one in get_args(StageCode)}
    elif what == "surgical_status":
        said = {one: short_status(one) for one in get_args(SurgicalStatus)}
    return said.get(code, code)


def _sentences() -> dict[SinceWhat, str]:
    return {
        "flag_new": tr("New red flag: {name}"),
        "flag_raised": tr("Red flag more urgent: {name}"),
        "flag_lowered": tr("Red flag less urgent: {name}"),
        "flag_gone": tr("Red flag no longer open: {name}"),
        "visit_new": tr("New visit of {day}"),
        "visit_changed": tr("Visit of {day} changed"),
        "visit_amended": tr("Visit of {day} amended"),
        "visit_in_error": tr("Visit of {day} marked as entered in error"),
        "visit_back": tr("Visit of {day} is valid again"),
        "medicine_new": tr("New medicine: {name}"),
        "medicine_changed": tr("Medicine changed: {name}"),
        "medicine_gone": tr("Medicine no longer listed: {name}"),
        "allergy_new": tr("New allergy: {name}"),
        "allergy_gone": tr("Allergy no longer listed: {name}"),
        "care_changed": tr("Care given has changed"),
        "patient_changed": tr("Details of the patient have changed"),
        "problem_changed": tr("Details of the problem have changed"),
        "decisions_changed": tr("Decisions have changed"),
        "stage": tr("Stage: {before} → {after}"),
        "surgical_status": tr("Surgical evaluation: {before} → {after}"),
        "pain_limb": tr("Pain in the arm or leg: {before} → {after}"),
        "pain_spine": tr("Pain in the neck or back: {before} → {after}"),
        "psfs": tr("Daily function: {before} → {after}"),
        "advice_missing": tr("Advice could not be compared: compare it yourself"),
        "pack": tr("Other content: {before} → {after}"),
    }
