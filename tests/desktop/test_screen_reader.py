"""On Linux a real AT-SPI client, in a process of its own, reads the program aloud."""

import json
from pathlib import Path
from typing import Final, get_args

import pytest

from desktop.models.timeline import lane_words
from pathway.course import Lane
from tests.desktop.books import books
from tests.desktop.bus import TOLD, heard, missing

QUESTIONS: Final = 25


@pytest.mark.long(60)
def test_a_screen_reader_completes_the_red_flag_interview(tmp_path: Path) -> None:
    why_not = missing()
    if why_not:
        pytest.skip(why_not)
    told = heard(tmp_path, "tests.desktop.heard", "screen_reader.py")
    given = json.loads((tmp_path / TOLD).read_text("utf-8"))
    assert len(told) == len(given) == QUESTIONS, told
    assert set(given.values()) == {"no"}
    assert all(item.startswith("flag.RF-") for item in given)
    assert {role for role, _, _ in told} <= {"check box", "toggle button", "push button"}
    asked = {books().words.question(item.removeprefix("flag.")) for item in given}
    assert {question for _, question, _ in told} == asked


@pytest.mark.long(40)
def test_a_screen_reader_hears_every_event_of_a_timeline(tmp_path: Path) -> None:
    why_not = missing()
    if why_not:
        pytest.skip(why_not)
    told = heard(tmp_path, "tests.desktop.heard_course", "course_reader.py")
    events = json.loads((tmp_path / TOLD).read_text("utf-8"))
    assert {event["lane"] for event in events} == {lane_words(lane) for lane in get_args(Lane)}
    assert [name for _, name, _ in told] == [event["words"] for event in events]
    assert {role for role, _, _ in told} == {"list item"}
    for (_, name, more), event in zip(told, events, strict=True):
        assert event["day"] in name
        assert event["lane"] in name
        assert event["lane"] in more
