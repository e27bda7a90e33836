"""Writes down as JSON what is advised beside the clocks: roots, options, warnings.

A part that is not built yet is null, never an empty list.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from exchange.reasonjson import Json, because_json, inputs_json
from pathway.advice import MedicineCheck, Option, Root, Roots, Warned
from pathway.assessment import Assessment
from pathway.finding import Input

Message: TypeAlias = Callable[[Warned], str]

WEIGHT_DIGITS: Final = 3


def code_of(warned: Warned) -> str:
    """Return the code of a warning's sentence: the message where nobody gives words for it."""
    return warned.message


def advice_json(it: Assessment, message: Message, has_weights: bool) -> dict[str, Json]:
    """Return roots, options and warnings; ``message`` gives the sentence of a warning.

    The weights of the roots are for tests and never shown to people.
    """
    return {
        "roots": _roots(it.roots, has_weights),
        "options": None if it.options is None else [_option(option) for option in it.options],
        "medicine_warnings": _warnings(it.medicine_warnings, message),
        "medicine_check": _check(it.medicine_check),
        "care_warnings": _warnings(it.care_warnings, message),
    }


def _roots(roots: Roots | None, has_weights: bool) -> Json:
    if roots is None:
        return None
    written: dict[str, Json] = {
        "class": roots.rank_class,
        "ranked": list(roots.ranked),
        "for": _by_root(roots.favouring),
        "against": _by_root(roots.against),
        "because": because_json(roots.because),
    }
    if has_weights:
        weights = roots.weights or {}
        written["weights"] = {root: round(of, WEIGHT_DIGITS) for root, of in weights.items()}
    return written


def _by_root(findings: Mapping[Root, tuple[Input, ...]] | None) -> Json:
    return {root: inputs_json(inputs) for root, inputs in (findings or {}).items()}


def _option(option: Option) -> Json:
    return {
        "id": option.id,
        "line": option.line,
        "state": option.state,
        "strength": option.strength,
        "quality": option.quality,
        "effect": option.effect,
        "population": option.population,
        "sources": list(option.sources),
        "locked_because": because_json(option.locked_because),
        "cautions": because_json(option.cautions),
        "conflicts": list(option.conflicts),
    }


def _warnings(warnings: tuple[Warned, ...] | None, message: Message) -> Json:
    if warnings is None:
        return None
    return [
        {
            "id": warned.id,
            "severity": warned.severity,
            "medicines": list(warned.medicines),
            "message": message(warned),
            "because": because_json((warned.because,)),
            "source": warned.source,
        }
        for warned in warnings
    ]


def _check(check: MedicineCheck | None) -> Json:
    if check is None:
        return None
    return {
        "rules_checked": check.rules_checked,
        "fired": check.fired,
        "no_rule": check.no_rule,
        "inputs_missing": list(check.inputs_missing),
    }
