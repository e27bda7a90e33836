"""Everything about a patient that outlasts the visits, as one page shows and saves it."""

from dataclasses import dataclass
from typing import Final

from pathway.medical import Medical
from pathway.particulars import Particulars
from pathway.records import DraftForm, PatientId, ProblemId, Registration

NOT_ASKED: Final = Medical()
NOT_TOLD: Final = Particulars()


@dataclass(frozen=True, slots=True)
class Person:
    """What bears on a patient's medicines, who the patient is, and the language of letters."""

    medical: Medical = NOT_ASKED
    particulars: Particulars = NOT_TOLD
    language: str = ""


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
