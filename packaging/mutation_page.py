"""Writes docs/mutation.md: how many mutants of each module the tests notice, and which not."""

import json
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "mutation.md"
REASONS = HERE / "survivors.toml"
HEAD = """\
# Mutation tests

A test that cannot fail is not a test. `packaging/mutate.py` changes the rules one small step at a
time (a comparison at its boundary, `and` for `or`, a negated condition, a number one higher or
lower, a result left out) and runs the tests of the module on each mutant. A mutant that no test
notices survives; each survivor stands below with the reason why it may, or it is a gap. Names of
modules are those of `pathway/`. The figures are those of the last run:

    nice -n 19 .venv/bin/python packaging/mutate.py timing surgery flagrules
    .venv/bin/python packaging/mutate.py --report

With `--changed` only the mutants of definitions that are not as they were are run, and those that
survived: what a test noticed before counts as noticed, since tests are added and not taken away.

"Taken" says which part of all possible mutants was run: with `--every 3`, each third.
"""


def page(found: Path) -> str:
    """Return the page from what was found in the last runs."""
    told = [json.loads(path.read_text("utf-8")) for path in sorted(found.glob("*.json"))]
    lines = [
        HEAD,
        "| Module | Mutants | Taken | Noticed | Survived | Share |",
        "|---|---|---|---|---|---|",
    ]
    total = [0, 0]
    for run in told:
        states = [outcome["state"] for outcome in run["outcomes"]]
        noticed = sum(state != "survived" for state in states)
        total = [total[0] + len(states), total[1] + noticed]
        taken = "all" if run["every"] == 1 else f"every {run['every']}."
        lines.append(_row(f"`{run['module']}`", len(states), taken, noticed))
    if total[0]:
        lines.append(_row("together", total[0], "", total[1]))
    lines += ["", "## Survivors", "", "| Where | Mutation | Why it survives |", "|---|---|---|"]
    reasons = tomllib.loads(REASONS.read_text("utf-8"))
    for run in told:
        for outcome in run["outcomes"]:
            if outcome["state"] == "survived":
                lines.append(_survivor(outcome, reasons))
    return "\n".join(lines) + "\n"


def _row(name: str, count: int, taken: str, noticed: int) -> str:
    return f"| {name} | {count} | {taken} | {noticed} | {count - noticed} | {noticed / count:.0%} |"


def _survivor(outcome: dict[str, str], reasons: dict[str, dict[str, str]]) -> str:
    change = f"`{outcome['was']}` → `{outcome['now']}`".replace("|", "\\|")
    known = reasons.get(outcome["module"], {})
    reason = known.get(f"{outcome['was']} -> {outcome['now']}", "not looked at yet")
    where = f"`pathway/{outcome['module']}.py` line {outcome['line']}"
    return f"| {where} | {outcome['operator']}: {change} | {reason} |"
