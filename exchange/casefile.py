"""Reads and writes case files: one patient with one problem, as JSON."""

from collections.abc import Mapping
from typing import Final, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exchange.casechecks import contradictions
from exchange.casemodels import CaseFile
from exchange.casetypes import Known
from exchange.casewriting import case_text
from exchange.jsontext import Step, decode, parse, path_of
from exchange.trouble import CaseTrouble
from pathway.facts import Chart

__all__ = ["CaseTrouble", "Known", "decode", "read_case", "write_case"]

_EXPECTED: Final = {
    "missing": "this key: it is required",
    "bool_type": "true or false",
    "dict_type": "an object",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "an object",
    "string_pattern_mismatch": "some text",
    "string_type": "text",
}


def read_case(text: str, known: Known) -> Chart:
    """Return the facts of a case file; raises CaseTrouble where it is not one."""
    given = parse(text)
    try:
        chart = CaseFile.model_validate(given, context=known).fact()
    except ValidationError as error:
        raise _trouble(error) from None
    for path, expected in contradictions(chart):
        raise CaseTrouble(path, expected)
    return chart


def write_case(chart: Chart) -> str:
    """Return a chart as a case file that ``read_case`` reads back."""
    return case_text(chart)


def _trouble(error: ValidationError) -> CaseTrouble:
    """Return what is wrong; a misspelt key comes first, it explains what else is missing."""
    found = error.errors(include_url=False, include_input=False)
    first = next((it for it in found if it["type"] == "unknown_key"), found[0])
    return CaseTrouble(path_of(_steps(first)), _expected(first))


def _steps(detail: ErrorDetails) -> tuple[Step, ...]:
    """Return the way to the value; "[key]" and "<form>" are the validator's own marks."""
    steps = tuple(
        step
        for step in detail["loc"]
        if isinstance(step, int) or not (step == "[key]" or step.startswith("<"))
    )
    key = _context(detail).get("key")
    return (*steps, str(key)) if key is not None else steps


def _expected(detail: ErrorDetails) -> str:
    context, kind = _context(detail), detail["type"]
    if kind in {"expected", "unknown_key"}:
        return str(context["what"])
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters"
    return _EXPECTED.get(kind, "another value")


def _context(detail: ErrorDetails) -> Mapping[str, object]:
    return cast(Mapping[str, object], detail.get("ctx", {}))
