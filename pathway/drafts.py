"""Drafts: what was typed and not saved yet. No rule reads them; saving or discarding ends them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pathway.coding import Coded
from pathway.records import CareEntry, DraftForm, PatientId, ProblemId, VisitId


class DraftKey(NamedTuple):
    """Which form of which problem: each user has one draft of each."""

    problem: ProblemId | None
    form: DraftForm


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands on a form that was not saved.

    ``problem`` is None on the form of a new patient, ``visit`` the visit that is being changed.
    ``typed`` holds texts that are no answers yet, by names that only the form needs to know.
    """

    problem: ProblemId | None
    form: DraftForm = "visit"
    visit: VisitId | None = None
    on: date | None = None
    answers: tuple[Coded, ...] = ()
    care: tuple[CareEntry, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> DraftKey:
        """Return which form this is."""
        return DraftKey(self.problem, self.form)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as the store holds it."""

    draft: Draft
    who: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One line of the list of unfinished forms; a new patient has no names in it yet."""

    key: DraftKey
    who: str
    kept_at: datetime
    patient: PatientId | None = None
    family_name: str = ""
    given_name: str = ""
    number: str = ""
    visit: VisitId | None = None
