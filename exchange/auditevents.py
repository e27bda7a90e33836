"""The logs as FHIR R4 AuditEvents after IHE's Basic Audit Log Patterns, one event a line."""

import base64
import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from pathway.audited import Action, Kind, Trace

Part: TypeAlias = dict[str, object]
_TERMS: Final = "http://terminology.hl7.org/CodeSystem"
_DICOM: Final = "http://dicom.nema.org/resources/ontology/DCM"
_REST: Final = (f"{_TERMS}/audit-event-type", "rest")
_BALP: Final = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit"
_INTERACTIONS: Final = MappingProxyType(
    {"C": "create", "R": "read", "U": "update", "D": "delete", "E": "search"}
)
_PROFILES: Final = MappingProxyType(
    {"C": "Create", "R": "Read", "U": "Update", "D": "Delete", "E": "Query"}
)
_TYPES: Final[MappingProxyType[Kind, tuple[str, str]]] = MappingProxyType(
    {
        "login": ("110114", "110122"),
        "login_failed": ("110114", "110122"),
        "lock": ("110114", "110123"),
        "print": ("110106", "110106"),
        "export": ("110106", "110106"),
        "backup": ("110106", "110106"),
        "import": ("110107", "110107"),
        "restore": ("110107", "110107"),
        "break_glass": ("110113", "110127"),
        "passphrase": ("110113", "110137"),
        "user_change": ("110113", "110136"),
        "settings": ("110113", "110131"),
        "pack_change": ("110113", "110131"),
        "clock": ("110113", "110131"),
        "migration": ("110113", "110131"),
    }
)
"""DICOM PS3.16: authentication with login and logout, export, import, security alert and its kinds.

What is missing here is done to a record, and has a RESTful interaction as its subtype.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells: the clinic and the version of the program."""

    clinic: str
    app: str


def event_line(trace: Trace, source: Source) -> str:
    """Return an event as one line of newline-delimited JSON."""
    return json.dumps(audit_event(trace, source), ensure_ascii=False, separators=(",", ":")) + "\n"


def audit_event(trace: Trace, source: Source) -> Part:
    """Return an event as an AuditEvent; a patient is named by the id of their record alone."""
    event = trace.event
    found: Part = {
        "resourceType": "AuditEvent",
        "id": f"{trace.log}-{trace.seq}",
        **_meaning(trace),
        "action": event.action,
        "recorded": trace.at.isoformat(timespec="milliseconds"),
        "outcome": str(event.outcome),
        "agent": _agents(trace, source),
        "source": {
            "site": source.clinic,
            "observer": {"display": f"Foramen {source.app}"},
            "type": [{"system": f"{_TERMS}/security-source-type", "code": "4"}],
        },
        "entity": _entities(trace),
    }
    if event.reason:
        found["purposeOfEvent"] = [{"text": event.reason}]
    return found


def _meaning(trace: Trace) -> Part:
    event = trace.event
    codes = _TYPES.get(event.kind)
    if codes is not None:
        kind, part = codes
        return {
            "type": {"system": _DICOM, "code": kind},
            "subtype": [{"system": _DICOM, "code": part}],
        }
    return {
        "meta": {"profile": [_profile(event.action, has_patient=event.patient is not None)]},
        "type": {"system": _REST[0], "code": _REST[1]},
        "subtype": [
            {
                "system": "http://hl7.org/fhir/restful-interaction",
                "code": _INTERACTIONS[event.action],
            }
        ],
    }


def _profile(action: Action, *, has_patient: bool) -> str:
    return f"{_BALP}.{'Patient' if has_patient else ''}{_PROFILES[action]}"


def _agents(trace: Trace, source: Source) -> list[Part]:
    """Return the program as both ends of each act, and whoever did it.

    Nobody did what happened before anybody unlocked the clinic: then the program asks itself.
    """
    has_user = bool(trace.who)
    program = {"who": {"display": f"Foramen {source.app}"}}
    agents: list[Part] = [
        {"type": _coded(_DICOM, "110153"), **program, "requestor": not has_user},
        {"type": _coded(_DICOM, "110152"), **program, "requestor": False},
    ]
    if has_user:
        kind = _coded(f"{_TERMS}/v3-ParticipationType", "IRCP")
        agents.append({"type": kind, "who": {"display": trace.who}, "requestor": True})
    return agents


def _entities(trace: Trace) -> list[Part]:
    event = trace.event
    found: list[Part] = []
    if event.kind == "search":
        query = base64.b64encode(event.what.encode()).decode()
        found.append({**_entity("2", "24"), "query": query})
    else:
        told = " ".join(part for part in (event.what, trace.detail) if part) or event.kind
        found.append({**_entity("2", "4"), "what": {"display": told}})
    if event.patient is not None:
        found.append({**_entity("1", "1"), "what": {"reference": f"Patient/{event.patient}"}})
    return found


def _entity(kind: str, role: str) -> Part:
    return {
        "type": {"system": f"{_TERMS}/audit-entity-type", "code": kind},
        "role": {"system": f"{_TERMS}/object-role", "code": role},
    }


def _coded(system: str, code: str) -> Part:
    return {"coding": [{"system": system, "code": code}]}
