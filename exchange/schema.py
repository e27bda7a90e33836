"""The JSON Schemas of the case file and of the assessment."""

import json
from collections.abc import Collection, Mapping
from typing import Final, TypeAlias, get_args

from exchange.casemodels import FORMAT as CASE_FORMAT
from exchange.casemodels import CaseFile
from exchange.casetypes import Known
from exchange.casevisits import UNLISTED, GivenAnswer
from exchange.report import FORMAT as ASSESSMENT_FORMAT
from pathway.coding import COUNTED
from pathway.facts import BlockKind, Course, FlagState
from pathway.finding import (
    Destination,
    ForecastWhat,
    ImagingAdvice,
    Level,
    StageCode,
    SurgicalStatus,
)

Schema: TypeAlias = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
MAYBE_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
WHOLE: Final[Schema] = {"type": "integer"}
MAYBE_WHOLE: Final[Schema] = {"type": ["integer", "null"]}
NOT_BUILT: Final[Schema] = {"type": "null", "description": "not built yet"}


def case_schema(known: Known) -> str:
    """Return the JSON Schema of a case file, with the codes that this program knows."""
    schema = CaseFile.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    medicine = parts["MedicineCase"]
    parts["MedicineCase"] = {"anyOf": [{"type": "string", "pattern": "\\S"}, medicine]}
    parts["VisitCase"]["properties"]["red_flags"] = _answers(known)
    del parts["FlagCase"]
    return _text({"$schema": DIALECT, **_Filling(known).of(schema), "title": CASE_FORMAT})


def assessment_schema() -> str:
    """Return the JSON Schema of an assessment."""
    return _text({"$schema": DIALECT, "title": ASSESSMENT_FORMAT, **_assessment()})


class _Filling:
    """Puts the catalogue's codes and limits into a schema, where the models name their home."""

    def __init__(self, known: Known) -> None:
        self._known = known
        places = {group: sorted(codes) for group, codes in known.catalogue.places.items()}
        items = known.catalogue
        options = items.item("override.option").values
        care = items.item("care.kind").values
        self._codes: dict[str, Collection[str]] = {
            **places,
            "condition": [item.place for item in items.conditions],
            "override.option": options,
            "plan.care": sorted({*care, *options}),
            "flags": sorted(known.flags),
        }

    def of(self, schema: Schema) -> Schema:
        """Return the schema with its codes and limits filled in."""
        return {
            key: value for name, part in schema.items() for key, value in self._part(name, part)
        }

    def _part(self, name: str, part: object) -> list[tuple[str, object]]:
        if name == "x-codes":
            return [("enum", list(self._codes[str(part)]))]
        if name == "x-range":
            item = self._known.catalogue.item(str(part))
            described = ", ".join(filter(None, (item.label, item.unit)))
            return [("minimum", item.low), ("maximum", item.high), ("description", described)]
        if isinstance(part, list):
            return [(name, [self.of(it) if isinstance(it, dict) else it for it in part])]
        return [(name, self.of(part) if isinstance(part, dict) else part)]


def _answers(known: Known) -> Schema:
    answer = _choice(get_args(GivenAnswer))
    long_form = _object({"answer": answer, "since": DAY, "course": _choice(get_args(Course))})
    long_form["required"] = ["answer"]
    asked: Schema = {"anyOf": [answer, long_form]}
    items: Schema = {
        item: _counted(known, item) if item in COUNTED else asked for item in sorted(known.asked)
    }
    return {
        "type": "object",
        "properties": {**items, UNLISTED: answer},
        "additionalProperties": False,
    }


def _counted(known: Known, code: str) -> Schema:
    item = known.catalogue.item(f"flag.{code}")
    kind = "integer" if item.kind == "whole" else "number"
    number: Schema = {"type": kind, "minimum": item.low, "maximum": item.high}
    return {"anyOf": [number, _choice(("unable", "declined"))]}


def _assessment() -> Schema:
    because = {"$ref": "#/$defs/because"}
    level = _choice([level.code for level in Level])
    schema = _object(
        {
            "format": {"const": ASSESSMENT_FORMAT},
            "assessed_on": DAY,
            "pack": _object({"id": TEXT, "version": TEXT, "overrides": _list(TEXT)}),
            "in_scope": _object({"value": {"type": "boolean"}, "because": because}),
            "stage": _stage(),
            "care_clock": _care_clock(),
            "red_flags": _red_flags(level, because),
            "surgical_evaluation": _object(
                {
                    "status": _choice(get_args(SurgicalStatus)),
                    "window_opens_on": MAYBE_DAY,
                    "decision_due_on": MAYBE_DAY,
                    "because": because,
                }
            ),
            "imaging": _object({"advice": _choice(get_args(ImagingAdvice)), "because": because}),
            "roots": NOT_BUILT,
            "options": NOT_BUILT,
            "medicine_warnings": NOT_BUILT,
            "medicine_check": NOT_BUILT,
            "care_warnings": NOT_BUILT,
            "next_contact": _object({"by": MAYBE_DAY, "because": because}),
            "gaps": _list(_object({"missing": TEXT, "could_change": _list(TEXT)})),
            "forecast": _forecast(because),
        }
    )
    return {**schema, "$defs": {"because": _because()}}


def _stage() -> Schema:
    code = _choice(get_args(StageCode))
    return _object(
        {
            "code": code,
            "possible": _list(code),
            "day": MAYBE_WHOLE,
            "day_earliest": MAYBE_WHOLE,
            "day_latest": MAYBE_WHOLE,
            "next_change_on": MAYBE_DAY,
            "note": TEXT,
        }
    )


def _care_clock() -> Schema:
    return _object(
        {
            "start": MAYBE_DAY,
            "care_day": MAYBE_WHOLE,
            "active_weeks": WHOLE,
            "paused_days": WHOLE,
            "blocks": _list(_choice(get_args(BlockKind))),
        }
    )


def _red_flags(level: Schema, because: Mapping[str, object]) -> Schema:
    destination = _choice(get_args(Destination))
    state = _choice(get_args(FlagState))
    past = {"id": TEXT, "raised_on": DAY, "state": state, "on": MAYBE_DAY, "by": TEXT}
    escalation = {"destination": destination, "level": level, "because": because}
    return _object(
        {
            "level": level,
            "escalation": _list(_object(escalation)),
            "screen_complete": {"type": "boolean"},
            "missing": _list(TEXT),
            "open": _list(_object({"id": TEXT, "level": level, "because": because})),
            "history": _list(_object({**past, "basis": TEXT})),
            "rescreen_by": MAYBE_DAY,
        }
    )


def _forecast(because: Mapping[str, object]) -> Schema:
    entry = {"on": DAY, "what": _choice(get_args(ForecastWhat)), "because": because}
    return {"anyOf": [_list(_object(entry)), {"type": "null"}]}


def _because() -> Schema:
    read = _object({"what": TEXT, "value": TEXT, "on": MAYBE_DAY})
    reason = {"rule": TEXT, "inputs": _list(read), "source": TEXT, "missing": _list(TEXT)}
    return _list(_object(reason))


def _object(properties: Mapping[str, object]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, object]) -> Schema:
    return {"type": "array", "items": dict(items)}


def _choice(codes: Collection[str]) -> Schema:
    return {"enum": list(codes)}


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
