"""Changes the rules one small step at a time and sees whether a test notices.

python packaging/mutate.py surgery imaging      mutates pathway/surgery.py and pathway/imaging.py
python packaging/mutate.py --changed surgery    keeps what was noticed in definitions that stand
python packaging/mutate.py --report             writes docs/mutation.md from what was found so far

Each mutant is a copy of the project in a temporary folder with one changed expression. The tests of
its module run on it, in a process of their own with a time limit. Nothing here changes the tree.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as _imported_once  # noqa: F401
from mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / "build" / "mutation"
COPIED = ("pathway", "resources", "exchange", "desktop", "tests", "docs", "db")
# Without Qt, the guards of the suite and shuffled order: a mutant costs what its tests cost.
SETTINGS = "[pytest]\naddopts = --import-mode=importlib\npythonpath = .\n"
# Where the system can, processes are forked: pytest and Hypothesis are then imported once.
PROCESSES = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
PATIENCE_SECONDS = 300
LEFT_OUT = ("cacheprovider", "randomly", "pytest-qt", "xvfb", "benchmark", "timeout")
FLAGS = (
    "flag_cauda", "flag_cord", "flag_infection", "flag_levels", "flag_life", "flag_scores",
    "flag_tumour",
)  # fmt: skip
REPEATS = ("quietdays", "flag_repeats")
# Which tests of tests/pathway speak of a module; the cases speak of all of them.
TESTS: dict[str, tuple[str, ...]] = {
    "timing": ("stage", "episodes", "contact", "timing_words"),
    "care": ("care", "surgery"),
    "episodes": ("episodes", "stage", "care"),
    "surgery": ("surgery",),
    "imaging": ("surgery",),
    "contact": ("contact",),
    "response": ("response", "surgery"),
    "flags": (*FLAGS, *REPEATS, "screen"),
    "flagrules": ("flagrules*", *FLAGS, *REPEATS, "deficits*"),
    "flagsigns": ("flagsigns*", "quietdays", *FLAGS, "deficits*"),
    "flagmodifiers": ("flagmodifiers*", *FLAGS, "deficits*"),
    "flaglife": ("flaglife*", *FLAGS, "deficits*"),
    "flagcase": ("flagcase", "screen", *FLAGS),
    "deficits": ("deficits*", "flag_repeats"),
    "quietdays": REPEATS,
    "screen": ("screen", "flag_scores"),
    "roots": ("roots*", "root*"),
    "rootevidence": ("roots*", "root*"),
    "prescribing": ("prescribing", "prescri*", "medic*"),
    "prescribingrules": ("prescribing", "prescri*", "medic*"),
    "prescription": ("prescribing", "prescri*", "medic*"),
    "medicines": ("medic*", "prescribing"),
}


WIDER = ("flag*", "deficits*", "screen")
"""The tests that survivors are looked at with once more."""


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant: killed, survived, or too slow (which counts as noticed)."""

    module: str
    of: str
    line: int
    was: str
    now: str
    operator: str
    state: str


def main() -> int:
    """Mutate the modules that were named, or write the page."""
    parser = argparse.ArgumentParser(prog="mutate.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="of pathway/, without .py")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth mutant")
    parser.add_argument("--again", action="store_true", help="run survivors on more tests")
    parser.add_argument("--changed", action="store_true", help="only what is new or survived")
    parser.add_argument("--report", action="store_true", help="write docs/mutation.md")
    args = parser.parse_args()
    unknown = [name for name in args.modules if name not in TESTS]
    if unknown:
        parser.error(f"no tests are known for {', '.join(unknown)}; known: {', '.join(TESTS)}")
    for module in args.modules:
        if args.again:
            look_again(module)
        else:
            mutate(module, args.every, noticed_before(module) if args.changed else frozenset())
    if args.report:
        from mutation_page import PAGE, page

        PAGE.write_text(page(FOUND), "utf-8")
    return 0


Sign: TypeAlias = tuple[str, str, str, str, int]
"""A mutant: its definition, operator, what was and is there, the how manieth such one."""


def signs_of(found: Iterable[Mutant | Outcome]) -> list[Sign]:
    """Return what tells mutants apart, wherever in the module their definitions stand."""
    met: Counter[tuple[str, str, str, str]] = Counter()
    signs = []
    for one in found:
        sign = (one.of, one.operator, one.was, one.now)
        signs.append((*sign, met[sign]))
        met[sign] += 1
    return signs


def noticed_before(module: str) -> frozenset[Sign]:
    """Return the mutants of a module that some test noticed in the last run."""
    path = FOUND / f"{module}.json"
    kept = json.loads(path.read_text("utf-8"))["outcomes"] if path.exists() else ()
    outcomes = [Outcome(**one) for one in kept]
    told = zip(signs_of(outcomes), outcomes, strict=True)
    return frozenset(sign for sign, outcome in told if outcome.state == "killed")


def mutate(module: str, every: int, noticed: frozenset[Sign]) -> None:
    """Run the tests of a module on its mutants and keep what became of each."""
    source = (ROOT / "pathway" / f"{module}.py").read_text("utf-8")
    chosen = list(mutants_of(source))[::every]
    FOUND.mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="foramen-mutants-") as folder:
        copy = copied(Path(folder))
        check_plain(copy, module, ())
        for place, (sign, mutant) in enumerate(zip(signs_of(chosen), chosen, strict=True), start=1):
            (copy / "pathway" / f"{module}.py").write_text(mutant.source, "utf-8")
            state = "killed" if sign in noticed else state_of(copy, module)
            outcomes.append(outcome_of(module, mutant, state))
            told(module, place, len(chosen), outcomes[-1])
            kept = {"module": module, "every": every, "outcomes": [asdict(o) for o in outcomes]}
            (FOUND / f"{module}.json").write_text(json.dumps(kept, indent=1), "utf-8")


def look_again(module: str) -> None:
    """Run the survivors of a module, as far as they are still in its source, on more tests."""
    path = FOUND / f"{module}.json"
    kept = json.loads(path.read_text("utf-8"))
    source = (ROOT / "pathway" / f"{module}.py").read_text("utf-8")
    by_name = {(m.line, m.was, m.now): m for m in mutants_of(source)}
    with tempfile.TemporaryDirectory(prefix="foramen-mutants-") as folder:
        copy = copied(Path(folder))
        check_plain(copy, module, WIDER)
        for outcome in kept["outcomes"]:
            mutant = by_name.get((outcome["line"], outcome["was"], outcome["now"]))
            if outcome["state"] == "survived" and mutant:
                (copy / "pathway" / f"{module}.py").write_text(mutant.source, "utf-8")
                outcome["state"] = state_of(copy, module, WIDER)
                told(module, 0, 0, outcome_of(module, mutant, outcome["state"]))
    path.write_text(json.dumps(kept, indent=1), "utf-8")


def check_plain(copy: Path, module: str, also: tuple[str, ...]) -> None:
    """Stop when the tests fail without any mutation: every mutant would look noticed."""
    if (state := state_of(copy, module, also)) != "survived":
        sys.exit(f"mutate.py: without any mutation the tests of {module} are {state}")


def outcome_of(module: str, mutant: Mutant, state: str) -> Outcome:
    """Return what became of a mutant."""
    return Outcome(module, mutant.of, mutant.line, mutant.was, mutant.now, mutant.operator, state)


def copied(folder: Path) -> Path:
    """Return a copy of the project, as far as the tests of pathway need it."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "screens")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    (folder / "mutants.ini").write_text(SETTINGS, "utf-8")
    return folder


def state_of(copy: Path, module: str, also: tuple[str, ...] = ()) -> str:
    """Return "killed", "survived" or "too slow"."""
    process = PROCESSES.Process(target=run_tests, args=(copy, files_for(copy, module, also)))
    process.start()
    process.join(PATIENCE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        return "too slow"
    return "survived" if process.exitcode == 0 else "killed"


def run_tests(copy: Path, tests: list[str]) -> None:
    """Run tests in the copy and leave with their status; in a process of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.chdir(copy)
    os.environ.update(FORAMEN_UNSEALED="1", FORAMEN_HOME=str(copy / "home"))
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy))
    options = ["-x", "-q", "-c", "mutants.ini", "--noconftest"]
    options += [word for name in LEFT_OUT for word in ("-p", f"no:{name}")]
    settings.register_profile(
        "mutants", max_examples=20, deadline=None, derandomize=True, database=None
    )
    settings.load_profile("mutants")
    sys.exit(int(pytest.main([*tests, *options])))


def files_for(copy: Path, module: str, also: tuple[str, ...] = ()) -> list[str]:
    """Return the test files that speak of a module, the cases last."""
    tests, names = copy / "tests", (*TESTS[module], *also)
    files = [path for name in names for path in tests.glob(f"pathway/test_{name}.py")]
    unique = dict.fromkeys(path.relative_to(copy).as_posix() for path in files)
    return [*unique, "tests/cases/test_cases.py"]


def told(module: str, place: int, count: int, outcome: Outcome) -> None:
    """Tell the person at the terminal how far it is, and each survivor."""
    print(f"\r{module}: {place} of {count}", end="", flush=True)
    if outcome.state == "survived":
        print(f"\n  line {outcome.line} {outcome.operator}: {outcome.was}  ->  {outcome.now}")
    if place == count:
        print()


if __name__ == "__main__":
    sys.exit(main())
