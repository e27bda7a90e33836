"""The course of the sample patient, as the timeline gets it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.models.corrections import RecordWords
from desktop.models.timeline import CourseBooks, Known, course_of
from pathway.assessment import Assessment
from pathway.course import Course, Event, Lane
from pathway.facts import Chart, OnsetDay, Override, Problem, Referral, Span
from pathway.prints import PrintId, PrintRow
from pathway.records import ProblemId
from tests.desktop import samples
from tests.desktop.books import books
from tests.desktop.viewed import view_of

TODAY = samples.TODAY


def course_books() -> CourseBooks:
    """Return the books of a course."""
    known = books()
    return CourseBooks(known.guidelines.thresholds, known.scores, known.catalogue)


def record_words() -> RecordWords:
    """Return the words of records."""
    known = books()
    return RecordWords(known.words, known.catalogue, known.scores)


def what_is_known(chart: Chart | None = None, assessment: Assessment | None = None) -> Known:
    """Return what is known of the sample patient."""
    whole = assessment or samples.assessment()
    return Known(view_of(chart or samples.chart()), whole, TODAY)


def everything_known() -> Known:
    """Return what is known of a patient whose timeline has every lane."""
    on, chart = date(2026, 3, 1), samples.chart()
    gap = Span(date(2025, 10, 1), date(2026, 1, 4))
    problem = replace(chart.problem, onset=OnsetDay(date(2025, 3, 1)), pain_free=(gap,))
    whole = replace(
        chart,
        problem=problem,
        visits=tuple(replace(visit, psfs=float(at)) for at, visit in enumerate(chart.visits, 3)),
        referrals=(Referral("imaging", on, "answered"), Referral("physiotherapy", on, "sent")),
        overrides=(Override("surgical_window", on, "Dr Ode", "surgeon asks", "open"),),
    )
    printed = PrintRow(
        PrintId("1"), ProblemId("x"), "care_plan", "a4", "standard", True, "1", "p", "1", 1, on,
        datetime(2026, 3, 1, 9, tzinfo=UTC), "Dr Ode", "0" * 64,
    )  # fmt: skip
    other = Problem("cervical", OnsetDay(date(2024, 1, 1)), "right")
    return replace(what_is_known(whole), prints=(printed,), others=(other,))


def sample_course(chart: Chart | None = None, assessment: Assessment | None = None) -> Course:
    """Return the course of the sample patient."""
    return course_of(what_is_known(chart, assessment), course_books())


def sample_events(chart: Chart | None = None) -> tuple[Event, ...]:
    """Return the events of the sample patient."""
    return sample_course(chart).events


def of_lane(lane: Lane, course: Course) -> list[Event]:
    """Return the events of one lane."""
    return [event for event in course.events if event.lane == lane]
