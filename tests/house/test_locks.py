"""The locks pin each package by hash and hold all that the project asks for."""

import re
import tomllib
from importlib.metadata import packages_distributions
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source_files import ROOMS, ROOT, imports_of, project_files, python_files

RUN_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"
ADDRESS_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "package-lock.json"}


class Locked(NamedTuple):
    """One package of a lock."""

    name: str
    version: str
    hashes: int


def test_no_lock_that_records_addresses_is_there() -> None:
    assert not [path for path in project_files() if path.name in ADDRESS_LOCKS]


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK])
def test_each_line_is_a_pin_a_hash_or_an_origin(lock: str) -> None:
    allowed = r"[\w.-]+==[\w.]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    #( +via)?.*"
    odd = [line for line in _lines(lock) if not re.fullmatch(allowed, line)]
    assert not odd
    assert all(package.hashes for package in _packages(lock))


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    assert not _not_held(runtime, RUN_LOCK)
    assert not _not_held(runtime + project["dependency-groups"]["dev"], DEV_LOCK)


def test_the_locks_agree() -> None:
    developer = {package.name: package.version for package in _packages(DEV_LOCK)}
    assert not [p for p in _packages(RUN_LOCK) if developer.get(p.name) != p.version]


def test_the_whole_of_qt_is_not_pulled_in() -> None:
    # The meta-package is three times the size, and Charts and Graphs in it are not LGPL.
    names = {package.name for package in _packages(DEV_LOCK)}
    assert not names & {"pyside6", "pyside6-addons", "pyqt6"}


def test_each_dependency_is_imported_somewhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    imported = {name for room in ROOMS for path in python_files(room) for name in imports_of(path)}
    sources = packages_distributions()
    used = {canonicalize_name(dist) for name in imported for dist in sources.get(name, [])}
    assert not wanted - used


def _lines(lock: str) -> list[str]:
    return (ROOT / "packaging" / lock).read_text("utf-8").splitlines()


def _packages(lock: str) -> list[Locked]:
    blocks = re.split(r"^(?=\w)", "\n".join(_lines(lock)), flags=re.MULTILINE)
    pins = [(re.match(r"([\w.-]+)==([\w.]+)", block), block) for block in blocks if block]
    return [
        Locked(str(canonicalize_name(pin[1])), pin[2], block.count("--hash=sha256:"))
        for pin, block in pins
        if pin
    ]


def _not_held(requirements: list[str], lock: str) -> list[str]:
    held = {package.name: package.version for package in _packages(lock)}
    wanted = [Requirement(text) for text in requirements]
    return [
        str(requirement)
        for requirement in wanted
        if held.get(str(canonicalize_name(requirement.name)), "none") not in requirement.specifier
    ]
