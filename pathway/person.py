"""Everything about a patient that outlasts the visits, as one page shows and saves it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from pathway.facts import BirthKnown, Patient, Sex
from pathway.medical import Medical
from pathway.particulars import Particulars
from pathway.records import DraftForm, PatientId, ProblemId, Registration
from pathway.story import NOT_TOLD as NO_STORY
from pathway.story import Story


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is. A person with one name has only a family name or only a given name.

    The birth is told as in ``facts.Patient``.
    """

    family_name: str
    given_name: str
    birth_date: date
    sex: Sex
    birth_known: BirthKnown = "day"
    birth_told_on: date | None = None


def identity_of(patient: Patient) -> Identity:
    """Return who a patient is."""
    return Identity(**{each.name: getattr(patient, each.name) for each in fields(Identity)})


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
    story: Story = NO_STORY
