"""The home folder and who may open it."""

import os
import stat
from pathlib import Path

import pytest

from desktop.places import Places, find_places, make_private, prepare


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_comes_from_the_command_line_first(tmp_path: Path, home: Path) -> None:
    assert find_places(tmp_path / "mine").home == tmp_path / "mine"
    assert find_places(None).home == home


def test_home_is_where_the_system_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORAMEN_HOME")
    chosen = find_places(None).home
    assert chosen.name == "foramen"
    assert chosen.is_relative_to(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_everything_is_for_its_owner_only(tmp_path: Path) -> None:
    places = Places(tmp_path / "deep" / "home")
    before = os.umask(0o022)
    try:
        prepare(places)
        make_private(places.temporary)
        places.crash_log.write_text("")
        assert mode(places.home) == 0o700
        assert mode(places.temporary) == 0o700
        assert mode(places.crash_log) == 0o600
    finally:
        os.umask(before)
