"""A small reader of JSON Schema: enough of it to check what our own schemas say."""

from typing import Any, Final, cast

TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def objections(value: object, schema: dict[str, Any]) -> list[str]:
    """Return what a schema objects to in a value; each with its path."""
    return _objections(value, schema, schema, "$")


def _objections(
    value: object, schema: dict[str, Any], root: dict[str, Any], path: str
) -> list[str]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return _objections(value, root["$defs"][name], root, path)
    found = _of_value(value, schema, path)
    for key in ("anyOf", "oneOf"):
        tried = [_objections(value, part, root, path) for part in schema.get(key, [])]
        if tried and all(tried):
            found.append(f"{path}: none of {key}")
    if isinstance(value, dict):
        found += _of_object(value, schema, root, path)
    if isinstance(value, list):
        for place, item in enumerate(value):
            found += _objections(item, schema.get("items", {}), root, f"{path}[{place}]")
    return found


def _of_value(value: object, schema: dict[str, Any], path: str) -> list[str]:
    found = []
    names = schema.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(_is(value, name) for name in names):
        found.append(f"{path}: not {names}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: not in enum")
    if "const" in schema and value != schema["const"]:
        found.append(f"{path}: not const")
    number = cast(float, value)
    low, high = schema.get("minimum", number), schema.get("maximum", number)
    if _is(value, "number") and not low <= number <= high:
        found.append(f"{path}: out of range")
    return found


def _is(value: object, name: str) -> bool:
    is_truth = isinstance(value, bool) and name in {"integer", "number"}
    return isinstance(value, TYPES[name]) and not is_truth


def _of_object(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str
) -> list[str]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    found = [f"{path}: no {key}" for key in schema.get("required", []) if key not in value]
    allowed = schema.get("propertyNames", {}).get("enum")
    for key, item in value.items():
        where = f"{path}.{key}"
        if key in properties:
            found += _objections(item, properties[key], root, where)
        elif others is False or (allowed is not None and key not in allowed):
            found.append(f"{where}: unknown")
        elif isinstance(others, dict):
            found += _objections(item, others, root, where)
    return found
