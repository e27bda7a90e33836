"""How far each part of a visit has got, as the rail beside the form tells it."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.models.interview import Progress
from desktop.pages.visitparts import PAIN, VisitParts
from pathway.coding import Code
from pathway.intake import Answers


class PartProgress(NamedTuple):
    """One part of the form, what is told of it, and whether it is done."""

    part: QWidget
    state: str
    is_done: bool = False


def progress_of(parts: VisitParts, answers: Answers, screen: Progress) -> tuple[PartProgress, ...]:
    """Return how far the parts have got; of the judgement there is nothing to count."""
    kind = parts.situation.kind_label(answers)
    rated = sum(Code(item) in answers for item in PAIN)
    totals, scores = parts.scores.told(answers)
    examined, findings = parts.examination.examined(), parts.examination.count
    return (
        PartProgress(parts.top, kind, bool(kind)),
        PartProgress(parts.interview, f"{screen.answered} / {screen.needed}", screen.is_complete),
        PartProgress(parts.pain, f"{rated} / {len(PAIN)}", rated == len(PAIN)),
        PartProgress(parts.scores, f"{totals} / {scores}", totals == scores),
        PartProgress(parts.body, show.number(parts.body.count())),
        PartProgress(parts.examination, f"{examined} / {findings}"),
        PartProgress(parts.care_part, show.number(parts.care_part.count())),
        PartProgress(parts.planned, show.number(parts.planned.count())),
    )
