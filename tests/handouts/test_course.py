"""The printed timeline: one page across, every lane told, the same in black and white."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from handouts.blocks import CourseLanes
from handouts.course import MOST_TOLD, timeline
from handouts.styles import PageStyle, Paper
from pathway.course import LANES, Band, Course, Event, Lane
from pathway.facts import OnsetAbout
from pathway.story import NOT_TOLD, Story
from tests.handouts import made
from tests.handouts.reading import pages_of

TODAY = date(2026, 3, 30)
NAMES: dict[Lane, str] = {lane: lane.capitalize() for lane in LANES}


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _course(*more: Event) -> Course:
    events = (
        Event("flags", _ago(60), _ago(40), "Cancer · cleared", "past"),
        Event("flags", _ago(6), TODAY, "Weakness · urgent", "warn"),
        Event("stage", _ago(84), _ago(57), "Acute", "acute"),
        Event("stage", _ago(56), TODAY, "Subacute or Chronic", "subacute", sure=False),
        Event("stage", _ago(-1), _ago(-30), "Chronic", "chronic", ahead=True),
        Event("surgical", _ago(7), _ago(-34), "Window", "window"),
        Event("surgical", _ago(-35), _ago(-35), "Decision due", "due", ahead=True),
        Event("care", _ago(49), _ago(43), "Week 1", "active", labels=("1",)),
        Event("care", _ago(42), _ago(36), "Week 2", "passive", labels=("2",)),
        Event("care", _ago(35), _ago(29), "Week 3", "paused", labels=("3",)),
        Event("care", _ago(28), _ago(22), "Week 4", "empty", labels=("4",)),
        Event("limb", _ago(70), _ago(70), "Limb 8", "begin", labels=("8",), value=8.0),
        Event("limb", _ago(20), _ago(20), "Limb 6", labels=("6",), value=6.0),
        Event("visits", _ago(70), _ago(70), "Visit, signed", "signed", labels=("a", "")),
        Event("visits", _ago(20), _ago(20), "Visit, signed", "signed"),
        Event("visits", _ago(20), _ago(20), "Visit, not signed yet", "unsigned"),
        Event("ahead", _ago(-9), _ago(-9), "Review due", "contact", ahead=True),
        Event("treatments", _ago(49), _ago(28), "Sessions", days=(_ago(49), _ago(28))),
        *more,
    )
    bands = (Band("limb", _ago(70), TODAY, 6.0, 10.0),)
    now: dict[Lane, str] = {"stage": "Subacute, day 84"}
    return Course(TODAY, events, _ago(84), _ago(84), bands, {"limb": (0.0, 10.0)}, now)


def _print(course: Course, paper: Paper = "a4", story: Story = NOT_TOLD) -> bytes:
    across = PageStyle(paper, "standard", turned=True)
    materials = replace(made.materials(paper), page=across, story=story)
    block = CourseLanes(course, NAMES, materials.words)
    return timeline(block, made.chart(), materials, made.STAMP)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_one_page_across(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(_print(_course(), paper))) as pdf:
        (page,) = pdf.pages
        _, _, width, height = (float(value) for value in page.mediabox)
        assert width > height


def test_how_it_began_stands_above_the_lanes_where_it_was_told() -> None:
    spine = OnsetAbout(200, TODAY)
    told = Story("Since the maize harvest.", spine_earlier="yes", spine_onset=spine)
    (page,) = pages_of(_print(_course(), story=told))
    assert "Pain in the neck or back began about 200 days before 30-Mar-2026" in page
    assert "pain in the arm or leg began 20-Feb-2026" in page
    assert "“Since the maize harvest.”" in page
    (without,) = pages_of(_print(_course()))
    assert "began" not in without


def test_the_page_says_who_when_and_what() -> None:
    (page,) = pages_of(_print(_course()))
    for said in (
        "Page 1 of 1",
        "today 30-Mar-2026",
        "week 1, day 0",
        "Weakness · urgent",
        "Subacute, day 84",
        "change too small to count",
    ):
        assert said in page


def test_the_same_course_gives_the_same_bytes() -> None:
    assert _print(_course()) == _print(_course())


def test_every_event_of_a_lane_is_told_to_a_screen_reader() -> None:
    figures = _figures(_print(_course()))
    assert len(figures) == 8
    told = next(alt for alt in figures if alt.startswith("Visits."))
    assert told.count("20-Mar-2026") == 0
    assert told.count("10-Mar-2026") == 2
    assert "Visit, not signed yet" in told
    flags = next(alt for alt in figures if alt.startswith("Flags."))
    assert "29-Jan-2026 to 18-Feb-2026: Cancer · cleared" in flags


def test_of_very_many_events_it_says_how_many_more_there_are() -> None:
    many = tuple(
        Event("prints", _ago(n), _ago(n), f"Print {n}") for n in range(MOST_TOLD + 5, 0, -1)
    )
    told = next(alt for alt in _figures(_print(_course(*many))) if alt.startswith("Prints."))
    assert told.endswith("and 5 more")


def test_nothing_but_greys_and_one_dark_ink_is_used() -> None:
    with pikepdf.open(io.BytesIO(_print(_course()))) as pdf:
        colours = {
            tuple(float(str(part)) for part in each.operands)
            for each in pikepdf.parse_content_stream(pdf.pages[0])
            if str(each.operator) in {"rg", "RG"}
        }
    assert all(max(colour) - min(colour) < 0.3 for colour in colours), colours


def test_an_empty_course_is_a_page_all_the_same() -> None:
    assert len(pages_of(_print(Course(TODAY)))) == 1


def _figures(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))
        return [str(one.Alt) for one in found if one.get("/S") == "/Figure"]
