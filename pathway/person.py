"""Everything about a patient that outlasts the visits, as one page shows and saves it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pathway.facts import Sex
from pathway.medical import Medical
from pathway.particulars import Particulars
from pathway.records import DraftForm, PatientId, ProblemId, Registration


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is. A person with one name has only a family name or only a given name."""

    family_name: str
    given_name: str
    birth_date: date
    sex: Sex


NOT_ASKED: Final = Medical()
NOT_TOLD: Final = Particulars()


@dataclass(frozen=True, slots=True)
class Person:
    """What bears on a patient's medicines, how to reach the patient, and the language of letters.

    ``who`` is None where nobody asked for it: it stays as it is.
    """

    medical: Medical = NOT_ASKED
    particulars: Particulars = NOT_TOLD
    language: str = ""
    who: Identity | None = None


NOBODY: Final = Person()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What a page says of one patient, and what stood there when it was opened.

    ``problem`` and ``draft`` name the draft that ends with this entry.
    """

    patient: PatientId
    problem: ProblemId
    told: Person
    was: Person
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A registration with everything else that was told; what rules read stands in both."""

    registration: Registration
    told: Person = NOBODY
