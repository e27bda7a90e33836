"""An event as FHIR has it: each element that the Basic Audit Log Patterns ask for."""

import base64
import json
from datetime import UTC, datetime
from typing import Final, get_args

import pytest

from exchange.auditevents import Source, event_line
from pathway.audited import Action, Event, Kind, Subject, Trace
from pathway.records import PatientId

WHO: Final = PatientId("0f6c")
SOURCE: Final = Source("Hill Clinic", "0.1.0")
AT: Final = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
CODED: Final = {"system", "code"}


def trace(event: Event, who: str = "Dr Lee", detail: str = "") -> Trace:
    subject = Subject(WHO, "Okafor", "Ruth", "12") if event.patient else None
    return Trace("access", 7, 3, AT, who, event, subject, detail)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("patient", [None, WHO])
def test_every_kind_has_what_the_patterns_require(kind: Kind, patient: PatientId | None) -> None:
    event = json.loads(event_line(trace(Event(kind, "R", patient, "chart")), SOURCE))
    assert event["resourceType"] == "AuditEvent"
    assert set(event["type"]) == CODED
    (subtype,) = event["subtype"]
    assert set(subtype) == CODED
    assert event["action"] == "R"
    assert event["recorded"] == "2026-03-30T09:00:00.000+00:00"
    assert event["outcome"] == "0"
    agents = event["agent"]
    assert [agent["type"]["coding"][0]["code"] for agent in agents] == ["110153", "110152", "IRCP"]
    assert [agent["requestor"] for agent in agents] == [False, False, True]
    assert agents[2]["who"] == {"display": "Dr Lee"}
    assert event["source"] == {
        "site": "Hill Clinic",
        "observer": {"display": "Foramen 0.1.0"},
        "type": [
            {"system": "http://terminology.hl7.org/CodeSystem/security-source-type", "code": "4"}
        ],
    }
    entities = event["entity"]
    assert len(entities) == (2 if patient else 1)
    for entity in entities:
        assert "what" in entity or "query" in entity
        assert set(entity["type"]) == set(entity["role"]) == CODED
    if patient:
        assert entities[-1]["what"] == {"reference": "Patient/0f6c"}
        assert (entities[-1]["type"]["code"], entities[-1]["role"]["code"]) == ("1", "1")


@pytest.mark.parametrize(
    ("action", "subtype", "profile"),
    [
        ("C", "create", "PatientCreate"),
        ("R", "read", "PatientRead"),
        ("U", "update", "PatientUpdate"),
        ("D", "delete", "PatientDelete"),
    ],
)
def test_what_is_done_to_a_record_names_its_profile(
    action: Action, subtype: str, profile: str
) -> None:
    event = json.loads(event_line(trace(Event("amend", action, WHO, "visits.amend")), SOURCE))
    assert event["subtype"][0]["code"] == subtype
    assert event["meta"] == {
        "profile": [
            f"https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.{profile}"
        ]
    }


def test_a_search_has_its_words_as_a_query() -> None:
    event = json.loads(event_line(trace(Event("search", "E", None, "ruth œ")), SOURCE))
    (entity,) = event["entity"]
    assert base64.b64decode(entity["query"]).decode() == "ruth œ"
    assert (entity["type"]["code"], entity["role"]["code"]) == ("2", "24")
    assert event["subtype"][0]["code"] == "search"


def test_why_and_what_came_of_it_are_told() -> None:
    event = json.loads(
        event_line(trace(Event("break_glass", "E", None, "x", "At night", 4)), SOURCE)
    )
    assert event["purposeOfEvent"] == [{"text": "At night"}]
    assert event["outcome"] == "4"


def test_nobody_at_the_door_leaves_the_program_to_ask() -> None:
    event = json.loads(event_line(trace(Event("login_failed", "E", outcome=8), who=""), SOURCE))
    agents = event["agent"]
    assert [agent["requestor"] for agent in agents] == [True, False]


def test_a_line_is_one_object_and_names_nobody() -> None:
    line = event_line(trace(Event("view", "R", WHO, "chart")), SOURCE)
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert json.loads(line)["id"] == "access-7"
    assert "Okafor" not in line
