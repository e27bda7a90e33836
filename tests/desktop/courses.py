"""The course of the sample patient, as the timeline gets it."""

from desktop.models.corrections import RecordWords
from desktop.models.timeline import CourseBooks, Known, course_of
from pathway.assessment import Assessment
from pathway.course import Course, Event, Lane
from pathway.facts import Chart
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


def sample_course(chart: Chart | None = None, assessment: Assessment | None = None) -> Course:
    """Return the course of the sample patient."""
    return course_of(what_is_known(chart, assessment), course_books())


def sample_events(chart: Chart | None = None) -> tuple[Event, ...]:
    """Return the events of the sample patient."""
    return sample_course(chart).events


def of_lane(lane: Lane, course: Course) -> list[Event]:
    """Return the events of one lane."""
    return [event for event in course.events if event.lane == lane]
