"""Log lines say which code and which id, never what somebody typed; no dump holds the memory."""

import logging
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.quietlog import CodesOnly, only_codes
from desktop.trouble import CrashLog, Watch
from desktop.troublewords import trouble_words

NAMES = ("Quixzolt", "Vexandra Quixzolt", "0700-941-55", "zulu", "Banda, Mary")
ID = str(uuid.uuid4())


def line(name: str, text: str, *values: object) -> str:
    record = logging.LogRecord(name, logging.WARNING, "f.py", 1, text, values, None)
    return CodesOnly().format(record)


def test_ids_codes_and_kinds_of_errors_are_said() -> None:
    said = line("foramen.store", "no snapshot for %s, %s: %s after %d", ID, ID, "damaged", 3)
    assert said == f"WARNING foramen.store: no snapshot for {ID}, {ID}: damaged after 3"
    assert only_codes("StaleDataError") == "StaleDataError"
    assert line("foramen.selfcheck", "failed: %s", "foot drop") == (
        "WARNING foramen.selfcheck: failed: foot drop"
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_somebody_typed_is_not(name: str) -> None:
    for said in (
        line("foramen.store", "no advice for %s", name),
        line("sqlalchemy.pool", f"error with {name}: %s", name),
        line("foramen.store", "%d patients", name),
        line("foramen.store", "too few places", name),
    ):
        assert not any(part in said for part in name.replace(",", "").split() if part != "0700")
        assert said.startswith("WARNING ")


@given(st.text(st.characters(categories=("L", "M")), min_size=1))
def test_no_word_gets_through_that_is_no_code(word: str) -> None:
    is_code = word in trouble_words() or word.endswith(("Error", "Refused", "Trouble"))
    assert only_codes(word) == "…" or is_code


def test_an_error_is_said_by_its_kind() -> None:
    record = logging.LogRecord("foramen.store", logging.ERROR, "f.py", 1, "oh", (), None)
    try:
        raise ValueError(NAMES[0])
    except ValueError:
        record.exc_info = sys.exc_info()
    assert CodesOnly().format(record) == "ERROR foramen.store: oh: ValueError"


@pytest.mark.expects_log("for")
def test_the_watch_writes_log_records_into_its_file(tmp_path: Path) -> None:
    watch = Watch(CrashLog(tmp_path / "crash.log"))
    watch.start()
    try:
        logging.getLogger("foramen.store").error("no advice for %s: %s", NAMES[0], "disk_full")
    finally:
        watch.stop()
    text = (tmp_path / "crash.log").read_text("utf-8")
    assert "ERROR foramen.store: no advice for …: disk_full" in text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_error_that_cannot_be_raised_is_logged_by_its_kind(tmp_path: Path) -> None:
    class Ending:
        def __del__(self) -> None:
            raise ValueError(NAMES[0])

    watch = Watch(CrashLog(tmp_path / "crash.log"))
    before = sys.unraisablehook
    watch.start()
    try:
        Ending()
    finally:
        watch.stop()
    assert sys.unraisablehook is before
    text = (tmp_path / "crash.log").read_text("utf-8")
    assert "builtins.ValueError" in text
    assert NAMES[0] not in text


DUMPABLE = """
import resource, ctypes
from desktop.lockdown import refuse_dumps
refuse_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked of Linux")
def test_no_picture_of_the_memory_can_be_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DUMPABLE],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split() == ["(0,", "0)", "0"], done.stderr


CRASH = """
import os
from desktop.lockdown import refuse_dumps
if os.environ.get("REFUSE"):
    refuse_dumps()
name = "Quixzolt" * 1000
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no core dumps there")
def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    environment = os.environ | {"REFUSE": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    (tmp_path / "here").mkdir()
    done = subprocess.run([sys.executable, "-c", CRASH], cwd=tmp_path / "here", env=environment)
    assert done.returncode < 0
    assert not list((tmp_path / "here").iterdir())
