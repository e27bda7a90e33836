"""The recipe of the bundle leaves out nothing that is imported, and asks for what it loads."""

import ast
import importlib.util
import json
import re
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source_files import ROOT

PACKAGING = ROOT / "packaging"
ROOMS = ("pathway", "resources", "db", "handouts", "exchange", "desktop")
KEPT_INSIDE = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")


def loaded(name: str) -> ModuleType:
    """Return a script as a module."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that packs."""
    monkeypatch.setattr(sys, "path", [str(PACKAGING), *sys.path])
    return loaded("bundle")


def recipe() -> dict[str, object]:
    """Return the lists and patterns of the recipe, without PyInstaller."""
    found: dict[str, object] = {}
    for part in ast.parse((PACKAGING / "foramen.spec").read_text("utf-8")).body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            try:
                found[part.targets[0].id] = ast.literal_eval(part.value)
            except ValueError:
                continue
    return found


def imported() -> set[str]:
    """Return every module that the rooms import by its name."""
    names: set[str] = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.update((node.module, *(f"{node.module}.{a.name}" for a in node.names)))
    return names


def test_nothing_is_left_out_that_a_room_imports() -> None:
    unused = recipe()["UNUSED"]
    assert isinstance(unused, list)
    assert len(unused) > 10
    assert not imported() & set(unused)


def test_every_room_is_in_it() -> None:
    assert recipe()["ROOMS"] == ROOMS


def test_of_the_resources_only_what_nobody_reads_is_left_out() -> None:
    left_out = recipe()["NOT_READ"]
    assert isinstance(left_out, tuple)
    gone = {path.suffix for path in (ROOT / "resources").rglob("*") if path.suffix in left_out}
    assert gone - {".pyc"} == {".po", ".pot"}
    sealed = json.loads((ROOT / "resources" / "seal.json").read_text("utf-8"))["files"]
    assert not [name for name in sealed if Path(name).suffix in left_out]
    code = (path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    assert not [one for one in code if re.search(r"""["'][^"']*\.pot?["']""", one)]


def test_what_the_window_loads_is_inside_or_asked_for() -> None:
    libraries: dict[str, tuple[str, ...]] = loaded("dev").WINDOW_LIBRARIES
    control = (PACKAGING / "linux" / "control.in").read_text("utf-8")
    asked = set(re.findall(r"[\w.+-]+", control))
    of_the_system = re.compile(str(recipe()["OF_THE_SYSTEM"]))
    for library, packages in libraries.items():
        if library in KEPT_INSIDE:
            assert not of_the_system.search(library), library
        else:
            assert asked & set(packages), library


def test_the_package_names_files_that_are_there(bundle: ModuleType) -> None:
    inside: dict[Path, str] = bundle.INSIDE
    assert all(path.is_file() for path in inside)
    control = (PACKAGING / "linux" / "control.in").read_text("utf-8")
    told = control.format(version=bundle.version(), architecture="amd64", size="1")
    assert re.search(r"^Version: \d", told, re.MULTILINE)
    assert "{" not in told


def test_each_entry_of_the_archive_belongs_to_nobody(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "commit_time", lambda: 1_700_000_000)
    part = tarfile.TarInfo("foramen/foramen")
    part.uid, part.uname, part.mtime = 1000, "somebody", 5
    made = bundle.of_nobody(part)
    assert (made.uid, made.gid, made.uname, made.gname) == (0, 0, "", "")
    assert made.mtime == 1_700_000_000


def test_a_release_tells_what_its_sums_do_not_cover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, out = loaded("release"), tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(release, "OUT", out)
    monkeypatch.setattr(release, "KINDS", (".deb", ".cdx.json"))
    assert release.sums() == "no check sums"
    package = out / "foramen_1_amd64.deb"
    package.write_bytes(b"a package")
    told = out / "SHA256SUMS"
    told.write_text(f"{release.sha_of(package)}  {package.name}\n", "utf-8")
    assert release.sums() == "no .cdx.json"
    parts = out / "foramen-1.cdx.json"
    parts.write_bytes(b"{}")
    assert release.sums() == "no foramen-1.cdx.json, no .cdx.json"
    told.write_text(f"{told.read_text('utf-8')}{release.sha_of(parts)}  {parts.name}\n", "utf-8")
    assert release.sums() == ""
    package.write_bytes(b"another package")
    assert release.sums() == "foramen_1_amd64.deb differs"
