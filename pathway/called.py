"""A chart with its medicines called as a language calls them: for paper and screen alone."""

from dataclasses import replace

from pathway.facts import Chart
from pathway.medicines import MedicineNames


def called_in(chart: Chart, medicines: MedicineNames, language: str) -> Chart:
    """Return the chart with the generic names of a language; brands stay as they were written."""

    def called(name: str) -> str:
        return medicines.called(name, language)

    taken = tuple(replace(one, name=called(one.name)) for one in chart.patient.medicines)
    care = tuple(
        replace(one, name=called(one.name)) if one.kind == "medicine" and one.name else one
        for one in chart.care
    )
    planned = tuple(called(name) for name in chart.plan.medicines)
    if (taken, care, planned) == (chart.patient.medicines, chart.care, chart.plan.medicines):
        return chart
    patient = replace(chart.patient, medicines=taken)
    return replace(chart, patient=patient, care=care, plan=replace(chart.plan, medicines=planned))
