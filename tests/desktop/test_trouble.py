"""Trouble has words; the log has no values."""

import re
import sys
import threading
from pathlib import Path
from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from db.trouble import RefusalCode, StoreCode
from desktop.trouble import (
    CrashLog,
    Trouble,
    Watch,
    store_trouble,
    without_values,
)
from desktop.troublewords import trouble_words
from handouts.trouble import RefusalCode as PrintRefusal

STORE_CODES = get_args(StoreCode)
OTHER_CODES = [f"refused_{code}" for code in get_args(RefusalCode)] + [
    f"print_{code}" for code in get_args(PrintRefusal)
]
OF_THE_SECRET = {"wrong_passphrase", "wrong_code", "too_soon", "slot_old"}
"""Trouble that is not with a file, but with who asks for it."""
SECRET = "Zulu Grace 1968"


@pytest.mark.parametrize("code", STORE_CODES)
def test_each_trouble_with_the_store_has_its_own_sentence(code: str) -> None:
    said = store_trouble(code, Path("/clinic/foramen.db"), "host, process 7").sentence
    words = trouble_words()
    assert code in words
    assert [other for other in words if words[other] == words[code]] == [code]
    assert said.endswith(".")
    assert "…" not in said
    if code not in OF_THE_SECRET:
        assert "/clinic/foramen.db" in said


@pytest.mark.parametrize("code", OTHER_CODES)
def test_each_refusal_has_a_sentence(code: str) -> None:
    facts = {"what": "birth_date", "instead": "letter", "language": "Spanish"}
    said = Trouble(code, facts).sentence
    assert code in trouble_words()
    assert "…" not in said


def test_trouble_without_words_is_said_as_a_bug() -> None:
    assert Trouble("never heard of", {"path": "crash.log"}).sentence.startswith("Something went")


def fail() -> None:
    value = SECRET
    try:
        raise ValueError(value)
    except ValueError as error:
        raise RuntimeError(f"while reading {value}") from error


def caught() -> RuntimeError:
    with pytest.raises(RuntimeError) as found:
        fail()
    return found.value


def test_the_log_has_kinds_and_places_but_no_values(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "crash.log")
    log.write_error(caught())
    text = log.path.read_text()
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "test_trouble.py" in text
    assert " fail" in text
    for part in SECRET.split():
        assert part not in text


def test_the_log_stays_short(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "crash.log")
    log.path.write_text("x" * 300_000)
    log.write(["one more"])
    assert log.path.stat().st_size < 1000


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    CrashLog(tmp_path / "no" / "folder" / "crash.log").write(["x"])


def test_a_bug_is_logged_and_told_once(tmp_path: Path, qtbot: QtBot) -> None:
    watch = Watch(CrashLog(tmp_path / "crash.log"))
    with qtbot.waitSignal(watch.noticed) as told:
        watch.report(caught())
    assert told.args is not None
    assert told.args[0].code == "bug"
    assert SECRET not in told.args[0].sentence


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_errors_of_threads_are_caught(tmp_path: Path, qtbot: QtBot) -> None:
    watch = Watch(CrashLog(tmp_path / "crash.log"))
    hooks = sys.excepthook, threading.excepthook
    watch.start()
    try:
        with qtbot.waitSignal(watch.noticed):
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
    finally:
        watch.stop()
        sys.excepthook, threading.excepthook = hooks
    assert "RuntimeError" in (tmp_path / "crash.log").read_text()


def test_messages_of_qt_lose_their_values() -> None:
    said = without_values("cannot open \"Zulu Grace.pdf\" in folder/zulu: error 17 at 'Banda'")
    assert not re.search(r"Zulu|Grace|Banda|folder|17", said)
    assert said.startswith("cannot open")
