#!/usr/bin/env python3
"""Set up, run, test and check Foramen: needs Python 3.11 or newer and nothing else.

python3 packaging/dev.py run        open the demo clinic (`py` in place of `python3` on Windows)
python3 packaging/dev.py test       run the whole test suite, without a display
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.txt"
BUNDLE_LOCK = ROOT / "packaging" / "requirements-bundle.txt"
TOUR = Path("build") / "tour"
PICTURES = "tests/desktop/test_pictures.py::test_the_tour_looks_as_it_did"
LINT_TESTS = "tests/house/test_lint.py"
# Several tests beside each other; a worker that has none left takes some of another's.
BESIDE = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# What is measured, and that all of it must be reached, stands in pyproject.toml. The profile of
# tests/conftest.py leaves out what chance would choose: the figure is the same each time.
COVERAGE = ["--cov", "--cov-report=term-missing:skip-covered", "--hypothesis-profile=coverage"]
COVERAGE += ["-rfE", "--timeout=600"]
# They speak to pathway/ without a window, a store or a print between.
PURE_TESTS = ["tests/pathway", "tests/cases", "tests/exchange"]
# What a minute is enough for; the contracts of imports are a test of the house.
QUICK_TESTS = [*PURE_TESTS, "tests/house", "tests/resources", f"--ignore={LINT_TESTS}"]
QUICK_TESTS += ["--hypothesis-profile=coverage"]
# One lock for all systems; no address and no path of the machine that wrote it gets in.
LOCK_OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--only-binary=:all:"]
LOCK_OPTIONS += ["--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "-q"]

# Shared libraries that Qt loads, with the Debian packages that may carry them (newer name first).
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
}
WINDOW_LIBRARIES = OFFSCREEN_LIBRARIES | {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libcups.so.2": ("libcups2t64", "libcups2"),
}

INSTALL = ("install", "-y", "--no-install-recommends")
# What the test of a screen reader needs; without them it is skipped, and says so.
SCREEN_READER = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/dbus": "python3-dbus",
}


class Trouble(Exception):
    """Something the person at the terminal can put right; its text is one sentence."""


# ---------------------------------------------------------------- set-up


def set_up(lock: Path) -> None:
    """Make .venv and install what the lock names; does nothing when that was done before."""
    make_venv()
    stamp = VENV / f"installed-{lock.stem}.txt"
    wanted = lock_hash(lock)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    say(f"Installing {lock.relative_to(ROOT)} into .venv (some minutes the first time).")
    pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted, "utf-8")
    if lock == DEV_LOCK:  # it holds all of the other one
        (VENV / f"installed-{RUN_LOCK.stem}.txt").write_text(lock_hash(RUN_LOCK), "utf-8")


def make_venv() -> None:
    """Make .venv unless a working one is there."""
    if has_venv():
        return
    say("Making .venv.")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode:
        raise Trouble(f"Python could not make {VENV}: its own message is above.")


def has_venv() -> bool:
    """Whether .venv is there, works and has a Python that is new enough."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return PYTHON.exists() and succeeds(PYTHON, "-c", probe)


def lock_hash(lock: Path) -> str:
    """What the installed state hangs on: the lock, the project file and the Python."""
    parts = [lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def pip(*arguments: str) -> None:
    """Run the pip of .venv; whatever index it is set up for is its own business."""
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    command = [str(PYTHON), "-m", "pip", *arguments, *quiet]
    if subprocess.run(command, cwd=ROOT).returncode:
        raise Trouble("pip could not install what Foramen needs: its own message is above.")


def prepare_system(*, window: bool) -> None:
    """On Linux see that Qt's libraries and Python's venv are there; as root on Debian add them."""
    if not sys.platform.startswith("linux"):
        return
    wanted = WINDOW_LIBRARIES if window else OFFSCREEN_LIBRARIES
    missing = [library for library in wanted if not is_loadable(library)]
    needs_venv = not has_venv() and importlib.util.find_spec("ensurepip") is None
    if missing or needs_venv:
        install_packages(missing, needs_venv=needs_venv)


def prepare_screen_reader() -> None:
    """As root on Debian add what the test of a screen reader needs; nothing else hangs on it."""
    if not (sys.platform.startswith("linux") and shutil.which("apt-get") and os.geteuid() == 0):
        return
    wanted = [
        package
        for what, package in SCREEN_READER.items()
        if not (shutil.which(what) or Path(what).exists())
    ]
    libraries = [library for library in WINDOW_LIBRARIES if not is_loadable(library)]
    wanted += [known_package(WINDOW_LIBRARIES[library]) for library in libraries]
    if wanted and (apt_get("update") or apt_get(*INSTALL, *wanted)):
        say(f"{' '.join(wanted)} could not be installed: the test of a screen reader is skipped.")


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def known_package(names: tuple[str, ...]) -> str:
    """Which of a package's names this release of Debian or Ubuntu knows; the last one if unsure."""
    return next((name for name in names if succeeds("apt-cache", "show", name)), names[-1])


def install_packages(libraries: list[str], *, needs_venv: bool) -> None:
    """Install as root on Debian what is missing, else say the one command that does."""
    if not shutil.which("apt-get"):
        names = ", ".join([*libraries, *(["Python's ensurepip"] if needs_venv else [])])
        raise Trouble(f"Foramen needs {names}: install your system's packages that hold them.")
    is_root = os.geteuid() == 0
    if is_root:
        apt_get("update")
    packages = [known_package(WINDOW_LIBRARIES[name]) for name in libraries]
    if needs_venv:
        packages.append(f"python3.{sys.version_info.minor}-venv")
    command = [*INSTALL, *packages]
    if not is_root:
        text = " ".join(["sudo apt-get", *command])
        raise Trouble(f"some system packages are missing: run `{text}` first.")
    say(f"Installing the system packages {' '.join(packages)}.")
    if apt_get(*command):
        raise Trouble(f"apt-get could not install {' '.join(packages)}: its message is above.")


def apt_get(*arguments: str) -> int:
    """Run apt-get without questions and answer its exit status."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode


# ---------------------------------------------------------------- commands


def run(arguments: list[str]) -> int:
    """Open the demo clinic; without a display write one whole visit as pictures and PDF."""
    if not has_display():
        say(f"No display here, so one whole visit is written to {TOUR} as pictures and PDF.")
        return tour(arguments)
    prepare_system(window=True)
    set_up(RUN_LOCK)
    return call(PYTHON, "-m", "desktop", "demo", *arguments)


def endurance(arguments: list[str]) -> int:
    """Wear the store out: kills, cuts of power, bit flips, full disks. Not part of the tests."""
    prepare_tests()
    return call(PYTHON, "packaging/endurance.py", *arguments)


def screens(arguments: list[str]) -> int:
    """Write each page in each look to build/tour; --renew renews the pictures of the tests."""
    if "--renew" in arguments:
        prepare_tests()
        return call(PYTHON, "-m", "pytest", PICTURES, FORAMEN_RENEW_PICTURES="1")
    return tour(["--all", *arguments])


def tour(arguments: list[str]) -> int:
    """Write every page and one whole visit to build/tour: screens as PNG, handouts as PDF."""
    prepare_system(window=False)
    set_up(RUN_LOCK)
    words = ["demo", "--tour", str(TOUR), *arguments]
    return call(PYTHON, "-m", "desktop", *words, QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """Run the tests offscreen, several at once; with arguments for pytest one after the other."""
    prepare_tests()
    return call(PYTHON, "-m", "pytest", *(arguments or BESIDE))


def coverage(arguments: list[str]) -> int:
    """Name each line and branch of pathway/ that its own tests do not reach; fails for one."""
    prepare_tests()
    (ROOT / "build").mkdir(exist_ok=True)
    return call(PYTHON, "-m", "pytest", *COVERAGE, *(arguments or [*PURE_TESTS, *BESIDE]))


def bench(arguments: list[str]) -> int:
    """Run the benchmarks, which the tests leave out: they need a quiet machine."""
    prepare_tests()
    options = ["-o", "addopts=--import-mode=importlib --strict-markers --strict-config"]
    return call(PYTHON, "-m", "pytest", "tests/benchmarks", *options, *arguments)


def check(arguments: list[str]) -> int:
    """Run formatter, linter, types, house rules and pure tests by example: in about a minute."""
    prepare_tests()
    ruff = PROGRAMS / "ruff"
    steps: dict[str, list[str | Path]] = {
        "format": [ruff, "format", "--check", "."],
        "lint": [ruff, "check", "."],
        "types": [PYTHON, "-m", "mypy"],
        "types of this script": [PYTHON, "-m", "mypy", "packaging/dev.py"],
        "tests": [PYTHON, "-m", "pytest", *(arguments or [*QUICK_TESTS, *BESIDE])],
    }
    failed = [name for name, command in steps.items() if call(*command)]
    say(f"Not in order: {', '.join(failed)}." if failed else "All in order; now the whole `test`.")
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Write the lock files anew; `lock --upgrade` takes newer versions where it may."""
    set_up(DEV_LOCK)
    uv: list[str | Path] = [PROGRAMS / "uv", "pip", "compile", "pyproject.toml"]
    compile_lock = [*uv, *LOCK_OPTIONS, "--group", "build", *arguments]
    run_lock = RUN_LOCK.relative_to(ROOT)
    failed = call(*compile_lock, "--output-file", run_lock)
    for group, path in (("dev", DEV_LOCK), ("bundle", BUNDLE_LOCK)):
        beside = ("--group", group, "--constraint", run_lock)
        failed = failed or call(*compile_lock, *beside, "--output-file", path.relative_to(ROOT))
    return failed


def bundle(arguments: list[str]) -> int:
    """Make what a clinic installs, for the system this runs on, in build/bundle/out."""
    return call(sys.executable, "packaging/bundle.py", *arguments)


def pictures(arguments: list[str]) -> int:
    """Take the pictures of docs/screens anew, each page and state once, small."""
    prepare_system(window=False)
    set_up(DEV_LOCK)
    return call(PYTHON, "packaging/pictures.py", *arguments, QT_QPA_PLATFORM="offscreen")


def docs(arguments: list[str]) -> int:
    """Write docs/rules.md and docs/guide/keys.md anew from code and guideline pack."""
    set_up(DEV_LOCK)
    failed = call(PYTHON, "packaging/rules_page.py", *arguments)
    return failed or call(PYTHON, "packaging/guide_keys.py")


def release(arguments: list[str]) -> int:
    """Look whether everything is ready for the release of the version in pyproject.toml."""
    set_up(DEV_LOCK)
    return call(PYTHON, "packaging/release.py", *arguments)


def translations(arguments: list[str]) -> int:
    """List what of the handouts is missing, stale or unreviewed in each language."""
    set_up(DEV_LOCK)
    return call(PYTHON, "packaging/translations.py", *arguments)


def seal(arguments: list[str]) -> int:
    """Seal the content of resources/ after a change, or the program gives no advice by it."""
    set_up(DEV_LOCK)
    return call(PYTHON, "packaging/seal_content.py", *arguments)


def words(arguments: list[str]) -> int:
    """Collect what the screen says, and compile its translations; names what has none yet."""
    set_up(DEV_LOCK)
    return call(PYTHON, "packaging/words_catalogue.py", *arguments)


def prepare_tests() -> None:
    """Set up what the tests and the tools need."""
    prepare_system(window=False)
    prepare_screen_reader()
    set_up(DEV_LOCK)


def has_display() -> bool:
    """Whether a window can be shown; Windows and macOS always have a display."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(*command: str | Path, **environment: str) -> int:
    """Run a program at the top of the project and answer its exit status."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment).returncode


def succeeds(*command: str | Path) -> bool:
    """Whether a program ends well; what it prints is not shown."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True).returncode == 0


def say(text: str) -> None:
    """Tell the person at the terminal, in order with what the tools print."""
    print(text, flush=True)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "coverage": coverage,
    "check": check,
    "bench": bench,
    "endurance": endurance,
    "screens": screens,
    "pictures": pictures,
    "lock": lock,
    "bundle": bundle,
    "release": release,
    "docs": docs,
    "seal": seal,
    "translations": translations,
    "words": words,
}


def main() -> int:
    """Run the command that was asked for; answer the exit status."""
    if sys.version_info < OLDEST_PYTHON:
        raise Trouble(f"Foramen needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=function.__doc__, add_help=False)
    chosen, rest = parser.parse_known_args()
    return COMMANDS[chosen.command](rest)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"dev.py: {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
