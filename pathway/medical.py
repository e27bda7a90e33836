"""What bears on a patient's medicines, as one page asks for it; of each blank it says why.

The rules read the facts of it (``facts.Patient``). What they cannot read stays beside them: an
illness without a code, and whether an empty answer means "none", "cannot say" or "not asked".
"""

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from pathway.facts import (
    AllergyState,
    Egfr,
    Known,
    ListState,
    MedicineTaken,
    Patient,
    Pregnancy,
)

Question: TypeAlias = Literal[
    "conditions", "medicines", "egfr", "weight", "pregnancy", "breastfeeding", "smoker"
]
WhyBlank: TypeAlias = Literal["none_known", "cannot_say"]
"""Why there is no answer though somebody asked; without it nobody has asked."""
NOT_ASKED: Final = Pregnancy()


@dataclass(frozen=True, slots=True)
class Medical:
    """Illnesses, medicines, allergies and measures of one patient.

    ``other_conditions`` are illnesses in plain words, which no rule knows. ``blanks`` tells of
    questions that were asked and have no other answer.
    """

    conditions: frozenset[str] = frozenset()
    other_conditions: tuple[str, ...] = ()
    medicines: tuple[MedicineTaken, ...] = ()
    allergies: tuple[str, ...] = ()
    allergy_state: AllergyState = "not_recorded"
    egfr: Egfr | None = None
    weight_kg: float | None = None
    pregnancy: Pregnancy = NOT_ASKED
    breastfeeding: Known = "unknown"
    smoker: Known = "unknown"
    blanks: frozenset[tuple[Question, WhyBlank]] = frozenset()

    def why_blank(self, question: Question) -> WhyBlank | None:
        """Return why a question has no answer, None when it was not asked or has one."""
        return next((why for asked, why in self.blanks if asked == question), None)


_FACTS: Final = (
    "conditions",
    "medicines",
    "allergies",
    "allergy_state",
    "egfr",
    "weight_kg",
    "pregnancy",
    "breastfeeding",
    "smoker",
)


def medical_of(
    patient: Patient,
    other_conditions: tuple[str, ...] = (),
    blanks: frozenset[tuple[Question, WhyBlank]] = frozenset(),
) -> Medical:
    """Return what is known of a patient, with what no rule reads."""
    facts = {name: getattr(patient, name) for name in _FACTS}
    return Medical(other_conditions=other_conditions, blanks=blanks, **facts)


def with_medical(patient: Patient, medical: Medical) -> Patient:
    """Return a patient of whom this is known now."""
    is_ill = bool(medical.conditions or medical.other_conditions)
    return replace(
        patient,
        **{name: getattr(medical, name) for name in _FACTS},
        conditions_state=list_state(is_ill, medical.why_blank("conditions")),
        medicines_state=list_state(bool(medical.medicines), medical.why_blank("medicines")),
    )


def list_state(is_listed: bool, why: WhyBlank | None) -> ListState:
    """Return what the rules know of a list: who cannot say has told no more than who was not asked.

    Somebody who takes nothing any more has a list and says so all the same.
    """
    if why == "none_known":
        return "none_known"
    return "listed" if is_listed else "not_asked"


def contradictions(medical: Medical) -> frozenset[Question]:
    """Return the questions that have an answer and were said to have none."""
    return frozenset(asked for asked, _ in medical.blanks if _is_answered(medical, asked))


def _is_answered(medical: Medical, question: Question) -> bool:
    answered: dict[Question, bool] = {
        "conditions": bool(medical.conditions or medical.other_conditions),
        "medicines": any(taken.stopped is None for taken in medical.medicines),
        "egfr": medical.egfr is not None,
        "weight": medical.weight_kg is not None,
        "pregnancy": medical.pregnancy.status != "unknown",
        "breastfeeding": medical.breastfeeding != "unknown",
        "smoker": medical.smoker != "unknown",
    }
    return answered[question]
