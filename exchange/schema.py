"""The JSON Schemas of the case file and of the assessment."""

import json
from collections.abc import Collection
from typing import Final, get_args

from exchange.adviceschema import advice_schema, roots_schema
from exchange.casebeside import SCORE, SITUATION, keys_of
from exchange.casemodels import FORMAT as CASE_FORMAT
from exchange.casemodels import CaseFile
from exchange.casetypes import Known
from exchange.casevisits import UNLISTED, GivenAnswer
from exchange.ownnumbers import OVERRIDES
from exchange.report import FORMAT as ASSESSMENT_FORMAT
from exchange.schemaparts import (
    BECAUSE,
    DAY,
    MAYBE_DAY,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Schema,
    a_choice,
    a_list,
    an_object,
    maybe,
    reason_parts,
)
from pathway.catalogue import CatalogueItem
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

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def case_schema(known: Known) -> str:
    """Return the JSON Schema of a case file, with the codes that this program knows."""
    schema = CaseFile.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    medicine = parts["MedicineCase"]
    parts["MedicineCase"] = {"anyOf": [{"type": "string", "pattern": "\\S"}, medicine]}
    visit = parts["VisitCase"]["properties"]
    visit["red_flags"] = _answers(known)
    visit["scores"], visit["situation"] = _beside(known, SCORE), _beside(known, SITUATION)
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
    answer = a_choice(get_args(GivenAnswer))
    long_form = an_object({"answer": answer, "since": DAY, "course": a_choice(get_args(Course))})
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


def _beside(known: Known, start: str) -> Schema:
    items = known.catalogue.items
    keys = {key: maybe(_value(items[f"{start}{key}"])) for key in keys_of(known, start)}
    return {"type": "object", "properties": keys, "additionalProperties": False}


def _value(item: CatalogueItem) -> Schema:
    if item.choices:
        return {**a_choice(item.values), "description": item.label}
    if item.kind == "text":
        return {"type": "string", "maxLength": item.most, "description": item.label}
    kind = "integer" if item.kind == "whole" else "number"
    return {"type": kind, "minimum": item.low, "maximum": item.high, "description": item.label}


def _counted(known: Known, code: str) -> Schema:
    item = known.catalogue.item(f"flag.{code}")
    kind = "integer" if item.kind == "whole" else "number"
    number: Schema = {"type": kind, "minimum": item.low, "maximum": item.high}
    return {"anyOf": [number, a_choice(("unable", "declined"))]}


def _assessment() -> Schema:
    level = a_choice([level.code for level in Level])
    schema = an_object(
        {
            "format": {"const": ASSESSMENT_FORMAT},
            "assessed_on": DAY,
            "pack": an_object({"id": TEXT, "version": TEXT, "overrides": OVERRIDES}),
            "in_scope": an_object({"value": {"type": "boolean"}, "because": BECAUSE}),
            "stage": _stage(),
            "care_clock": _care_clock(),
            "red_flags": _red_flags(level),
            "surgical_evaluation": an_object(
                {
                    "status": a_choice(get_args(SurgicalStatus)),
                    "window_opens_on": MAYBE_DAY,
                    "decision_due_on": MAYBE_DAY,
                    "because": BECAUSE,
                }
            ),
            "imaging": an_object({"advice": a_choice(get_args(ImagingAdvice)), "because": BECAUSE}),
            "roots": roots_schema(),
            **advice_schema(),
            "next_contact": an_object({"by": MAYBE_DAY, "because": BECAUSE}),
            "gaps": a_list(an_object({"missing": TEXT, "could_change": a_list(TEXT)})),
            "forecast": _forecast(),
        }
    )
    return {**schema, "$defs": reason_parts()}


def _stage() -> Schema:
    code = a_choice(get_args(StageCode))
    return an_object(
        {
            "code": code,
            "possible": a_list(code),
            "day": MAYBE_WHOLE,
            "day_earliest": MAYBE_WHOLE,
            "day_latest": MAYBE_WHOLE,
            "next_change_on": MAYBE_DAY,
            "note": TEXT,
        }
    )


def _care_clock() -> Schema:
    return an_object(
        {
            "start": MAYBE_DAY,
            "care_day": MAYBE_WHOLE,
            "active_weeks": WHOLE,
            "paused_days": WHOLE,
            "blocks": a_list(a_choice(get_args(BlockKind))),
        }
    )


def _red_flags(level: Schema) -> Schema:
    destination = a_choice(get_args(Destination))
    state = a_choice(get_args(FlagState))
    past = {"id": TEXT, "raised_on": DAY, "state": state, "on": MAYBE_DAY, "by": TEXT}
    escalation = {"destination": destination, "level": level, "because": BECAUSE}
    return an_object(
        {
            "level": level,
            "escalation": a_list(an_object(escalation)),
            "screen_complete": {"type": "boolean"},
            "missing": a_list(TEXT),
            "open": a_list(an_object({"id": TEXT, "level": level, "because": BECAUSE})),
            "history": a_list(an_object({**past, "basis": TEXT})),
            "rescreen_by": MAYBE_DAY,
        }
    )


def _forecast() -> Schema:
    entry = {"on": DAY, "what": a_choice(get_args(ForecastWhat)), "because": BECAUSE}
    return maybe(a_list(an_object(entry)))


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
