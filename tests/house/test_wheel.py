"""What `pip install .` brings: each room, all of its data, and the command."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source_files import ROOMS, ROOT, name_of, project_files

TOP_FILES = ("pyproject.toml", "README.md", "LICENSE")


@pytest.fixture
def wheel(tmp_path: Path) -> zipfile.ZipFile:
    """The wheel, built from a copy: a build leaves its traces in the folder it is made in."""
    source = tmp_path / "source"
    shutil.copytree(ROOT / "docs", source / "docs")
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in TOP_FILES:
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    options = ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)]
    ended = subprocess.run([*command, *options], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return zipfile.ZipFile(next(tmp_path.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_rooms(wheel: zipfile.ZipFile) -> None:
    ours = {name_of(path) for path in project_files() if name_of(path).startswith(ROOMS)}
    with wheel:
        held = set(wheel.namelist())
        points = next(name for name in held if name.endswith("entry_points.txt"))
        assert "foramen = desktop.__main__:main" in wheel.read(points).decode()
    assert not ours - held
    assert not [name for name in held if name.startswith(("tests/", "packaging/", "typings/"))]
