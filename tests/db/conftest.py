"""Fixtures of the store's tests: real encrypted files, with cheap key slots."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import resources
from db.clinic import Clinic
from pathway.guidelines import Guidelines, read_guidelines
from tests.db.given import Place, make


@pytest.fixture(scope="session")
def guidelines() -> Guidelines:
    return read_guidelines(resources.pack_tables())


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Place:
    return make(tmp_path_factory.mktemp("untouched") / "clinic", guidelines)


@pytest.fixture
def place(untouched: Place, tmp_path: Path) -> Place:
    """A new clinic of the test's own: a copy, since making one takes longer."""
    return replace(untouched, folder=Path(shutil.copytree(untouched.folder, tmp_path / "clinic")))


@pytest.fixture
def clinic(place: Place) -> Iterator[Clinic]:
    opened = place.open()
    yield opened
    opened.close()
