"""The set-up script: what it tells people, when it installs, and that it needs only Python."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source_files import ROOT, imports_of

SCRIPT = ROOT / "packaging" / "dev.py"
LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is Debian's")


@pytest.fixture
def dev() -> ModuleType:
    """The script as a module, freshly loaded."""
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_imports_the_standard_library_only() -> None:
    assert set(imports_of(SCRIPT)) <= set(sys.stdlib_module_names)


def test_readme_and_ci_use_its_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme
    assert "python3 packaging/dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_contributing_names_each_command(dev: ModuleType) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert not [name for name in dev.COMMANDS if f"`python3 packaging/dev.py {name}`" not in text]


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), ([], 2), (["fly"], 2)])
def test_help_and_mistakes_end_without_a_traceback(words: list[str], status: int) -> None:
    command = [sys.executable, str(SCRIPT), *words]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr
    assert "usage: dev.py" in ended.stdout + ended.stderr


def test_the_installed_state_hangs_on_the_lock(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("a==1\n")
    before = dev.lock_hash(lock)
    assert dev.lock_hash(lock) == before
    lock.write_text("a==2\n")
    assert dev.lock_hash(lock) != before


def test_a_set_up_that_was_done_is_not_done_again(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "has_venv", lambda: True)
    monkeypatch.setattr(dev, "pip", lambda *words: done.append(words))
    dev.set_up(dev.DEV_LOCK)
    assert len(done) == 2
    assert {"--require-hashes", "--only-binary=:all:"} <= set(done[0])
    dev.set_up(dev.DEV_LOCK)
    dev.set_up(dev.RUN_LOCK)
    assert len(done) == 2


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("test", [], ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]),
        ("test", ["tests/db", "-x"], ["tests/db", "-x"]),
    ],
)
def test_words_for_pytest_take_the_place_of_several_workers(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    words: list[str],
    expected: list[str],
) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "prepare_tests", lambda: None)
    monkeypatch.setattr(dev, "call", lambda *words: called.append(words))
    dev.COMMANDS[name](words)
    assert called == [(dev.PYTHON, "-m", "pytest", *expected)]


def test_coverage_is_that_of_the_pure_tests_unless_others_are_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "prepare_tests", lambda: None)
    monkeypatch.setattr(dev, "call", lambda *words: called.append(words))
    dev.coverage([])
    dev.coverage(["tests/pathway"])
    start = (dev.PYTHON, "-m", "pytest", *dev.COVERAGE)
    assert called == [(*start, *dev.PURE_TESTS, *dev.BESIDE), (*start, "tests/pathway")]
    assert all((dev.ROOT / room).is_dir() for room in dev.PURE_TESTS)


@LINUX_ONLY
def test_an_ordinary_user_is_told_the_one_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "succeeds", lambda *words: "t64" not in words[-1])
    with pytest.raises(dev.Trouble) as told:
        dev.install_packages(["libEGL.so.1", "libglib-2.0.so.0"], needs_venv=True)
    venv = f"python3.{sys.version_info.minor}-venv"
    command = f"sudo apt-get install -y --no-install-recommends libegl1 libglib2.0-0 {venv}"
    assert f"`{command}`" in str(told.value)


def test_another_system_is_told_the_libraries(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(dev.Trouble, match=r"libEGL\.so\.1, Python's ensurepip"):
        dev.install_packages(["libEGL.so.1"], needs_venv=True)


@LINUX_ONLY
def test_it_finds_out_whether_there_is_a_display(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_display()


@LINUX_ONLY
def test_without_a_display_the_tour_is_written(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(dev, "prepare_system", lambda *, window: None)
    monkeypatch.setattr(dev, "set_up", lambda lock: None)
    monkeypatch.setattr(dev, "call", lambda *words, **env: called.append((*words, env)))
    dev.run([])
    assert "No display here" in capsys.readouterr().out
    words = ["desktop", "demo", "--tour", str(Path("build", "tour"))]
    assert called == [(dev.PYTHON, "-m", *words, {"QT_QPA_PLATFORM": "offscreen"})]
