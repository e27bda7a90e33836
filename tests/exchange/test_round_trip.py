"""What is written is read back: no fact is lost or changed on the way."""

import json

from hypothesis import given

from exchange.casefile import read_case, write_case
from pathway.facts import Chart
from tests.exchange.charts import charts
from tests.exchange.samples import KNOWN, least_case, whole_case


@given(charts)
def test_any_chart_comes_back_as_it_was(chart: Chart) -> None:
    assert read_case(write_case(chart), KNOWN) == chart


def test_both_sample_files_come_back() -> None:
    for case in (whole_case(), least_case()):
        chart = read_case(json.dumps(case), KNOWN)
        assert read_case(write_case(chart), KNOWN) == chart


def test_blanks_are_not_written() -> None:
    chart = read_case(json.dumps(least_case()), KNOWN)
    written = json.loads(write_case(chart))
    assert "egfr" not in written["patient"]
    assert written["visits"] == []


def test_names_are_written_as_they_are() -> None:
    case = whole_case()
    case["patient"]["family_name"] = "Ngũgĩ"
    text = write_case(read_case(json.dumps(case), KNOWN))
    assert '"Ngũgĩ"' in text
