"""What a form hears at each pause is what the whole day says, where the two speak of one thing."""

from pathway.evaluate import glimpse
from pathway.facts import Plan
from tests.pathway.charts import care, chart, day, guidelines, on_day, seen


def test_warnings_and_the_care_clock_are_those_of_the_whole_day() -> None:
    made = chart(seen(0, 8), care=(care(0),), plan=Plan(("ibuprofen",), ("bed_rest",)))
    part, whole = glimpse(made, day(30), guidelines()), on_day(made, 30)
    assert part.care_clock == whole.care_clock
    assert part.medicine_warnings == whole.medicine_warnings
    assert part.care_warnings == whole.care_warnings
    assert part.care_clock.care_day == 30
    assert part.medicine_warnings
    assert part.care_warnings
