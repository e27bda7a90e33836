"""The emergency sheet prints the calls made, with their times, and stays one page."""

from dataclasses import replace
from datetime import time, timedelta

from handouts.build import letter
from pathway.escalation import Escalation, EscalationStep
from pathway.facts import Chart
from tests.handouts.made import DAY, STAMP, assessment, chart, flag, materials, said_yes
from tests.handouts.reading import pages_of, text_of

NO_ANSWER = EscalationStep("no_answer", DAY, time(9, 40), "Dr Lee", due=time(9, 50))
CALLED = EscalationStep(
    "called", DAY, time(9, 52), "Dr Lee", whom="Dr Banda", words="send at once, nothing by mouth"
)
LEFT = EscalationStep(
    "transport", DAY, time(23, 30), "Nurse Tembo", due=time(1, 0), transport="ambulance"
)


def escalated(*steps: EscalationStep) -> Chart:
    one = Escalation("spine_emergency", steps, (), "District hospital")
    return replace(said_yes(chart(), "RF-C1"), escalations=(one,))


def sheet(whole: Chart) -> bytes:
    return letter("emergency", whole, assessment(flags=(flag("RF-C1"),)), materials(), STAMP)


def test_every_call_is_printed_with_its_time() -> None:
    text = text_of(sheet(escalated(NO_ANSWER, CALLED)))
    assert "09:40: Spine emergency team on call, District hospital" in text
    assert "no answer · call again at 09:50 · by Dr Lee" in text
    assert "spoke to them · Dr Banda · send at once, nothing by mouth" in text
    assert "Left the clinic" in text  # nobody has set out: room to write it by hand


def test_a_journey_over_midnight_names_the_day() -> None:
    text = text_of(sheet(escalated(CALLED, LEFT)))
    tomorrow = DAY + timedelta(1)
    assert f"expected at {tomorrow:%d-%b-%Y} 01:00" in text
    assert "ambulance" in text
    assert "Left the clinic" not in text


def test_many_calls_leave_it_one_page_with_the_newest() -> None:
    many = [replace(NO_ANSWER, at=time(10, minute), whom="Ward " * 6) for minute in range(30)]
    pages = pages_of(sheet(escalated(*many, CALLED)))
    assert len(pages) == 1
    assert "Earlier entries: 23, in the record." in text_of(sheet(escalated(*many, CALLED)))
