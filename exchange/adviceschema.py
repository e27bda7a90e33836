"""The JSON Schema of what is advised beside the clocks: roots, options, warnings."""

from typing import get_args

from exchange.schemaparts import (
    BECAUSE,
    INPUTS,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Schema,
    a_choice,
    a_list,
    an_object,
    maybe,
)
from pathway.advice import OptionState, Root, RootClass, Severity


def roots_schema() -> Schema:
    """Return the schema of the ranking; its weights are there only when they were asked for."""
    root = a_choice(get_args(Root))
    by_root: Schema = {"type": "object", "propertyNames": root, "additionalProperties": INPUTS}
    weight: Schema = {"type": "number", "minimum": 0, "maximum": 1}
    weights: Schema = {"type": "object", "propertyNames": root, "additionalProperties": weight}
    always = {
        "class": a_choice(get_args(RootClass)),
        "ranked": a_list(root),
        "for": by_root,
        "against": by_root,
        "because": BECAUSE,
    }
    return maybe({**an_object({**always, "weights": weights}), "required": list(always)})


def advice_schema() -> Schema:
    """Return the schemas of options and warnings by their keys."""
    check = {
        "rules_checked": WHOLE,
        "fired": WHOLE,
        "no_rule": WHOLE,
        "inputs_missing": a_list(TEXT),
    }
    return {
        "options": maybe(a_list(_option())),
        "medicine_warnings": maybe(a_list(_warned())),
        "medicine_check": maybe(an_object(check)),
        "care_warnings": maybe(a_list(_warned())),
    }


def _option() -> Schema:
    return an_object(
        {
            "id": TEXT,
            "line": MAYBE_WHOLE,
            "state": a_choice(get_args(OptionState)),
            "strength": TEXT,
            "quality": TEXT,
            "effect": TEXT,
            "population": TEXT,
            "sources": a_list(TEXT),
            "locked_because": BECAUSE,
            "cautions": BECAUSE,
            "conflicts": a_list(TEXT),
        }
    )


def _warned() -> Schema:
    return an_object(
        {
            "id": TEXT,
            "severity": a_choice(get_args(Severity)),
            "medicines": a_list(TEXT),
            "message": TEXT,
            "because": BECAUSE,
            "source": TEXT,
        }
    )
