"""Answers to the suggestions of a plan, on their way to the store."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import responses
from desktop.background import Taker
from desktop.trouble import Trouble
from pathway.records import Changes, ProblemId, ResponseEntry
from pathway.responses import DECLINED, OVERRIDDEN, Response

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk


class Answers(QObject):
    """Keeps what was answered to suggestions."""

    def __init__(self, desk: "Desk", clinic: "Clinic") -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic

    def keep(
        self,
        problem_id: ProblemId,
        made: Response,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep what was answered to a suggestion."""
        desk, pack = self._desk, self._desk.guidelines
        code = {"declined": DECLINED, "overridden": OVERRIDDEN}.get(made.answer, "")
        reason = desk.catalogue.item(code).choice_label(made.reason) if code else ""
        entry = ResponseEntry(problem_id, made, pack.id, pack.version, reason)
        work = partial(self._clinic.write, responses.record, entry, desk.stamp())
        desk.write(work, then, failed)
