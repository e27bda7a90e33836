"""A chart as a form gets it: with the ids and signatures that a store would add."""

from pathway.facts import Chart
from pathway.records import (
    CareEntry,
    CareId,
    ChartView,
    PatientId,
    ProblemId,
    RecordedVisit,
    VisitId,
)


def view_of(chart: Chart) -> ChartView:
    """Return the chart with an id for each visit and care."""
    visits = tuple(
        RecordedVisit(VisitId(f"v{place}"), visit, "Dr Ode" if visit.signed else "")
        for place, visit in enumerate(chart.visits)
    )
    care = tuple(CareEntry(one, CareId(f"c{place}")) for place, one in enumerate(chart.care))
    return ChartView(PatientId("p"), ProblemId("x"), chart, visits, care)
