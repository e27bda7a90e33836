"""The small pieces of which the JSON Schemas are put together."""

from collections.abc import Collection, Mapping
from typing import Final, TypeAlias

Schema: TypeAlias = dict[str, object]

TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
MAYBE_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
WHOLE: Final[Schema] = {"type": "integer"}
MAYBE_WHOLE: Final[Schema] = {"type": ["integer", "null"]}
BECAUSE: Final[Schema] = {"$ref": "#/$defs/because"}
INPUTS: Final[Schema] = {"$ref": "#/$defs/inputs"}


def an_object(properties: Mapping[str, object]) -> Schema:
    """Return the schema of an object that has all of these keys and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def a_list(items: Mapping[str, object]) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": dict(items)}


def a_choice(codes: Collection[str]) -> Schema:
    """Return the schema of one of these codes."""
    return {"enum": list(codes)}


def maybe(schema: Mapping[str, object]) -> Schema:
    """Return the schema of a part that is null while this version does not work it out."""
    return {"anyOf": [dict(schema), {"type": "null"}]}


def reason_parts() -> Schema:
    """Return the definitions that all reasons share, by the names of BECAUSE and INPUTS."""
    read = an_object({"what": TEXT, "value": TEXT, "on": MAYBE_DAY})
    reason = {"rule": TEXT, "inputs": INPUTS, "source": TEXT, "missing": a_list(TEXT)}
    return {"inputs": a_list(read), "because": a_list(an_object(reason))}
