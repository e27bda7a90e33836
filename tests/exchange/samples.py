"""Case files for tests: one that uses every part of the format, and what a reader knows."""

import json
from typing import Any, Final

import resources
from exchange.casefile import Known
from pathway.catalogue import read_catalogue

COMPUTED: Final = frozenset({"RF-N1", "RF-N2", "RF-N4"})
ASKED: Final = frozenset(
    {"RF-C1", "RF-C2", "RF-C3", "RF-C9", "RF-M2", "RF-M6", "RF-M10", "RF-N3", "RF-P1", "RF-T1"}
)
KNOWN: Final = Known(read_catalogue(resources.catalogue_tables()), ASKED | COMPUTED, ASKED)

_WHOLE: Final = """
{
  "format": "foramen-case/1",
  "patient": {
    "number": "1000342", "family_name": "Okafor", "given_name": "Ruth",
    "birth_date": "1968-03-14", "sex": "female", "language": "en",
    "pregnancy": {"status": "no", "weeks": null}, "breastfeeding": "no",
    "egfr": {"value": 38, "date": "2026-01-02"},
    "conditions": ["atrial_fibrillation"], "medicines": ["apixaban", "lisinopril"],
    "allergies": ["penicillin"], "smoker": "unknown"
  },
  "problem": {
    "region": "lumbar", "side": "right",
    "onset": {"date": "2026-01-20"},
    "cause": "unknown",
    "pain_free": [{"from": "2025-11-20", "to": "2026-01-09"}],
    "closed": null
  },
  "visits": [{
    "date": "2026-02-10", "recorded_at": "2026-02-10T09:40:00",
    "pain": {"spine": 3, "limb": 7}, "state_acceptable": "no",
    "scores": {"psfs": 4.3, "psfs_1_activity": "stairs", "psfs_1": 4, "phq_9": "several_days"},
    "situation": {"kind": "telephone", "told_back": "not_yet"},
    "red_flags": {"RF-C1": "no",
                  "RF-C3": {"answer": "yes", "since": "2026-02-09", "course": "progressing"},
                  "RF-C9": 120, "unlisted": "no"},
    "pain_map": {"right": ["outer_shin"]},
    "sensation": {"right": {"top_of_foot": "reduced"}},
    "power": {"right": {"great_toe_extension": 4}},
    "reflexes": {"right": {"ankle": "reduced"}},
    "tests": {"right": {"slr": "positive"}, "rotation_degrees": 70},
    "exam_unlisted": "normal",
    "temperature": 36.8, "intractable_pain": null, "surgery_candidate": "unknown", "note": ""
  }],
  "care": [
    {"kind": "home_exercise", "from": "2026-01-20", "to": null, "days_per_week": 4},
    {"kind": "physiotherapy", "dates": ["2026-01-26"]},
    {"kind": "exercise", "from": "2026-01-20", "to": "2026-02-01", "outcome": "insufficient"},
    {"kind": "medicine", "name": "naproxen", "from": "2026-01-22", "to": "2026-02-01",
     "outcome": "not_tolerated"}
  ],
  "plan": {"medicines": ["ibuprofen"], "care": ["heat"]},
  "flags": [{"id": "RF-C1", "raised_on": "2026-01-20", "state": "cleared", "on": "2026-01-21",
             "by": "Dr Lee", "basis": "imaging"}],
  "overrides": [{"what": "care_block", "value": {"block": 3, "as": "active"},
                 "on": "2026-02-10", "by": "Dr Lee", "reason": "exercise diary seen"}],
  "referrals": [{"kind": "surgical_evaluation", "on": "2026-02-20", "state": "sent"}]
}
"""


def whole_case() -> dict[str, Any]:
    """Return a fresh case that uses every part of the format."""
    case: dict[str, Any] = json.loads(_WHOLE)
    return case


def least_case() -> dict[str, Any]:
    """Return a fresh case with the required keys only."""
    return {
        "format": "foramen-case/1",
        "patient": {"birth_date": "1968-03-14"},
        "problem": {"region": "lumbar", "onset": {"date": "2026-01-20"}},
        "visits": [],
    }


def with_value(path: str, value: object) -> str:
    """Return the whole case as text with ``value`` put at a path such as ``visits.0.pain.limb``."""
    case = whole_case()
    put(case, path, value)
    return json.dumps(case)


def put(case: dict[str, Any], path: str, value: object) -> None:
    """Put a value at a path; a list or an object on the way must be there."""
    *way, last = path.split(".")
    place: Any = case
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
