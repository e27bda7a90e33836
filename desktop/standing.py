"""Where a patient stands today, in a few words for a line of a list."""

from typing import NamedTuple

from desktop import show, wording
from desktop.widgets.form import ChipKind
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.finding import Level, Stage


class Standing(NamedTuple):
    """A few words and the tint that repeats them."""

    kind: ChipKind
    text: str


def standing(assessment: Assessment | None) -> Standing:
    """Return what matters most about a patient today: a red flag, the window, or the stage."""
    if assessment is None:
        return Standing("danger", tr("No advice: use judgement"))
    level = assessment.red_flags.level
    if level >= Level.URGENT:
        return Standing("danger", _flag_words(level))
    return _by_window(assessment) or Standing("info", stage_words(assessment.stage))


def stage_words(stage: Stage) -> str:
    """Return the stage with its week and day."""
    name = wording.stage_words(stage.code)
    if stage.day is None or stage.code in {"unknown", "closed"}:
        return name
    return f"{name} · {show.week_and_day(stage.day)}"


def _flag_words(level: Level) -> str:
    return {
        Level.URGENT: tr("Red flag: urgent"),
        Level.SAME_DAY: tr("Red flag: same day"),
        Level.EMERGENCY: tr("Red flag: emergency"),
    }[level]


def _by_window(assessment: Assessment) -> Standing | None:
    words: dict[str, tuple[ChipKind, str]] = {
        "immediate": ("danger", tr("Surgical opinion now")),
        "urgent": ("danger", tr("Surgical opinion: urgent")),
        "decision_due": ("warn", tr("Surgical decision due")),
        "window_open": ("warn", tr("Surgical window open")),
        "under_specialist": ("info", tr("Under a specialist")),
    }
    found = words.get(assessment.surgical_evaluation.status)
    return Standing(*found) if found else None
