"""Decisions on red flags in words: their states and what they rest on."""

from collections.abc import Mapping

from desktop.words import tr


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
