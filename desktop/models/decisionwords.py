"""Decisions on red flags in words: their states and what they rest on."""

from collections.abc import Mapping

from desktop.words import tr
from pathway.facts import FlagRecord


def decision_words() -> Mapping[str, str]:
    """Return what can be decided about a red flag."""
    return {"cleared": tr("Cleared"), "confirmed": tr("Confirmed")}


def basis_words() -> Mapping[str, str]:
    """Return what a decision can rest on."""
    return {
        "imaging": tr("Imaging"),
        "specialist": tr("A specialist's examination"),
        "other": tr("Something else"),
    }


def told_basis(made: FlagRecord) -> str:
    """Return what a decision rested on, with what was said of it."""
    basis = basis_words().get(made.basis, made.basis)
    return ": ".join(part for part in (basis, made.words) if part)
