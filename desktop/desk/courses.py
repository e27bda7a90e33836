"""Timelines at the desk: the course of a problem as a page that is printed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from db import prints, problems
from db.clinic import Reader
from desktop.desk.opened import Opened
from desktop.desk.paperbooks import paper_books
from desktop.models.timeline import CourseBooks, Known, course_of, lane_words
from desktop.paperwords import speaking
from pathway.assessment import Assessment
from pathway.course import LANES
from pathway.records import ChartView

if TYPE_CHECKING:
    from handouts.blocks import CourseLanes
    from handouts.materials import Materials, PrintStamp


def printed_course(
    reader: Reader,
    opened: Opened,
    facts: tuple[ChartView, Assessment | None],
    making: "tuple[Materials, PrintStamp]",
) -> bytes:
    """Return the timeline of a problem on one page that lies across."""
    from handouts.course import timeline

    materials, stamp = making
    block = course_block(reader, opened, facts, making)
    across = replace(materials, page=replace(materials.page, turned=True))
    return timeline(block, facts[0].chart, across, stamp)


def course_block(
    reader: Reader,
    opened: Opened,
    facts: tuple[ChartView, Assessment | None],
    making: "tuple[Materials, PrintStamp]",
) -> "CourseLanes":
    """Return the timeline of a problem as a part of a print."""
    from handouts.blocks import CourseLanes

    view, advice = facts
    materials, stamp = making
    today = advice.assessed_on if advice else stamp.printed_at.date()
    printed = reader.read(prints.of_problem, view.problem_id)
    known = reader.read(problems.of_patient, view.patient_id)
    others = tuple(problem for one, problem in known if one != view.problem_id)
    code = materials.words.tongue.code
    said = paper_books(opened, code)
    pack, name = opened.guidelines, said.pack_words.short
    books = CourseBooks(pack.thresholds, said.scores, said.catalogue, name, pack.medicines)
    with speaking(code):
        course = course_of(Known(view, advice, today, printed, others), books)
        names = {lane: lane_words(lane) for lane in LANES}
    return CourseLanes(course, names, materials.words)
