"""The safety of the medicines in words: what the rules warn of, and how much was checked.

Never silent: also without a warning the card says how many rules looked, and what they lacked.
"""

from collections.abc import Iterator
from typing import Final

from desktop.models.findings import Conclusion, Weight, told
from desktop.packwords import PackWords
from desktop.widgets.form import ChipKind
from desktop.words import ntr, tr
from pathway.advice import MedicineCheck, Severity, Warned
from pathway.assessment import Assessment

TINTS: Final[dict[Severity, ChipKind]] = {"STOP": "danger", "WARN": "warn", "INFO": "info"}
_WEIGHTS: Final[dict[Severity, Weight]] = {"STOP": "danger", "WARN": "warn", "INFO": "plain"}


def medicine_safety(assessment: Assessment, words: PackWords) -> Conclusion | None:
    """Return the safety of the medicines; None when nothing was worked out.

    Its lines are the STOP warnings and how much was checked; the others may be noted and stand
    apart (``desktop/models/minded.py``).
    """
    warned, check = assessment.medicine_warnings, assessment.medicine_check
    if warned is None or check is None:
        return None
    worst: Severity = warned[0].severity if warned else "INFO"
    return Conclusion(
        tr("Medicines"),
        _headline(warned),
        (*_stops(warned, words), *_checked(check, words)),
        severity_words(worst) if warned else "",
        TINTS[worst],
        _WEIGHTS[worst],
        told(tuple(it.because for it in warned), words),
    )


def severity_words(severity: Severity) -> str:
    """Return how much weight a warning has, in words."""
    words: dict[Severity, str] = {
        "STOP": tr("Stop and think"),
        "WARN": tr("Warning"),
        "INFO": tr("To know"),
    }
    return words[severity]


def _headline(warned: tuple[Warned, ...]) -> str:
    if not warned:
        return tr("No medicine rule fired")
    return ntr("{count} thing to mind", "{count} things to mind", len(warned))


def _stops(warned: tuple[Warned, ...], words: PackWords) -> Iterator[str]:
    for it in (one for one in warned if one.severity == "STOP"):
        yield tr("{severity} ({rule}): {sentence}").format(
            severity=severity_words(it.severity), rule=it.id, sentence=words.sentence(it.because)
        )


def _checked(check: MedicineCheck, words: PackWords) -> Iterator[str]:
    missing = check.inputs_missing
    counts = tr("Checked: {rules}, {fired}, {missing}.").format(
        rules=ntr("{count} rule", "{count} rules", check.rules_checked),
        fired=tr("{count} fired").format(count=check.fired),
        missing=ntr("{count} fact missing", "{count} facts missing", len(missing)),
    )
    yield counts
    if missing:
        names = "; ".join(words.thing(code) for code in missing)
        yield tr("Missing, and could bring a warning: {names}.").format(names=names)
    if check.no_rule:
        yield ntr(
            "{count} known medicine that no rule speaks of.",
            "{count} known medicines that no rule speaks of.",
            check.no_rule,
        )
