"""The body chart in a visit: what is drawn is recorded, compared, kept as a draft and amended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.bodymarks import (
    KINDS,
    Change,
    Earlier,
    comparison,
    drawing_of,
    earlier_drawing,
    marked,
)
from desktop.models.bodypencil import Pencil
from desktop.models.corrections import RecordWords
from desktop.pages.signed import Read, SignedVisit
from desktop.pages.visit import VisitForm
from desktop.pages.visitdraft import draft_of, put_draft
from desktop.widgets.bodypicture import BodyPicture
from pathway.coding import Code, Coded, coded
from pathway.drafts import KeptDraft
from pathway.evaluate import assess_day
from pathway.facts import Chart, Sensation, Spot, Visit
from pathway.finding import Level
from pathway.records import ChartView, PatientId, ProblemId, RecordedVisit, VisitId
from tests.desktop import corrected, samples
from tests.desktop.books import books, put, room
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import CONTROL
from tests.desktop.pressing import focused, press

SHIN, TOE, SADDLE = Spot("left", "outer_shin"), Spot("left", "great_toe"), Spot("left", "saddle")
EARLIER = date(2026, 2, 9)
MOMENT = datetime(2026, 3, 30, 9, tzinfo=UTC)
SPOTS = st.builds(
    Spot, st.sampled_from(["left", "right"]), st.sampled_from(["calf", "sole", "thumb", "neck"])
)
STROKES = st.lists(st.tuples(st.sampled_from(KINDS), st.lists(SPOTS, min_size=1, max_size=3)))


def name(spot: Spot) -> str:
    return f"{spot.place} {spot.side}"


def view(chart: Chart) -> ChartView:
    visits = tuple(
        RecordedVisit(VisitId(f"v{place}"), visit, "Dr Ode")
        for place, visit in enumerate(chart.visits)
    )
    return ChartView(PatientId("p"), ProblemId("x"), chart, visits)


def chart_with(*visits: Visit) -> Chart:
    return replace(samples.chart(), visits=visits, flags=(), care=())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


def form_of(window: QWidget, chart: Chart) -> VisitForm:
    form = VisitForm(books(), view(chart), None, samples.TODAY, window)
    put(window, form)
    form.parts.finish()
    return form


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit after one with a drawing."""
    before = Visit(EARLIER, pain_map=frozenset({SHIN}), sensation={TOE: "reduced"}, signed=True)
    return form_of(window, chart_with(before))


def draw(form: VisitForm, spot: Spot, *keys: Qt.Key) -> None:
    """Go to a place on the chart and press keys there."""
    chart = form.parts.body.chart
    assert chart is not None
    chart.setFocus()
    chart.set_current(chart.placing.sheet.first_of(spot))
    press(*keys)


def test_what_is_drawn_is_the_visit(form: VisitForm) -> None:
    draw(form, SHIN, Qt.Key.Key_Space)
    draw(form, TOE, Qt.Key.Key_2, Qt.Key.Key_Space)
    draw(form, Spot("right", "sole"), Qt.Key.Key_3, Qt.Key.Key_Space)
    visit = form.entry().visit
    assert visit.pain_map == {SHIN}
    assert visit.sensation == {TOE: "reduced", Spot("right", "sole"): "increased"}
    assert form.has_unsaved()
    step = next(one for one in form.steps.steps if one.part is form.parts.body)
    assert step.text() == "Body chart   3"
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert Spot("right", "sole") not in form.entry().visit.sensation


def test_the_table_of_sensation_and_the_chart_show_one_value(form: VisitForm) -> None:
    box = form.parts.examination.boxes[Code("sensation.great_toe", "left")]
    draw(form, TOE, Qt.Key.Key_2, Qt.Key.Key_Space)
    assert box.value() == "reduced"
    box.setFocus()
    QTest.keyClicks(focused(), "a")
    assert box.value() == "absent"
    assert form.parts.body.pencil.words(TOE) == "Great toe, left: numbness, no feeling left"
    assert form.entry().visit.sensation == {TOE: "absent"}
    draw(form, TOE, Qt.Key.Key_Space)
    assert box.value() == ""
    assert not form.entry().visit.sensation
    assert form.parts.examination.examined() == 0


def test_pain_is_not_counted_as_examined(form: VisitForm) -> None:
    draw(form, SHIN, Qt.Key.Key_Space)
    form.parts.fill(form.answers, form.on, ())
    assert form.parts.examination.examined() == 0
    assert form.parts.body.count() == 1


def test_numb_or_tingling_between_the_legs_raises_the_alarm_when_saved() -> None:
    values: tuple[Sensation, ...] = ("reduced", "increased")
    for felt in values:
        visit = Visit(samples.TODAY, sensation={SADDLE: felt}, signed=True)
        chart = chart_with(visit)
        flags = assess_day(chart, samples.TODAY, books().guidelines).red_flags
        assert flags.level is Level.EMERGENCY
        assert "RF-C5" in {one.id for one in flags.open}


def test_what_is_drawn_is_heeded_at_once(window: QWidget, form: VisitForm) -> None:
    assert form.bar.level.isHidden()
    draw(form, SADDLE, Qt.Key.Key_2, Qt.Key.Key_Space)
    assert form.bar.level.text() == "Emergency: act now"
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert form.bar.level.isHidden()
    neck = replace(chart_with(), problem=replace(chart_with().problem, region="cervical"))
    other = form_of(window, neck)
    before = other.progress.needed
    draw(other, SHIN, Qt.Key.Key_Space)
    assert other.progress.needed > before, "with a leg marked, the bladder is asked about"


def test_the_last_visit_is_outlined_and_the_difference_told(form: VisitForm) -> None:
    body = form.parts.body
    assert body.tools is not None
    assert body.changes.text() == (
        "09-Feb-2026: pain (Outer shin, left), numbness (Great toe, left). "
        "Nothing is drawn at this visit yet."
    )
    assert not body.pencil.drawing, "nothing is ticked from an earlier visit"
    draw(form, Spot("left", "calf"), Qt.Key.Key_Space)
    assert body.changes.text() == (
        "Since 09-Feb-2026: new: pain (Calf, left); not marked now: pain (Outer shin, left); "
        "not drawn at this visit: numbness (Great toe, left)."
    )
    assert body.tools.same.isHidden()


def test_the_same_as_last_visit_is_an_act_and_can_be_undone(form: VisitForm) -> None:
    body = form.parts.body
    assert body.tools is not None
    assert body.chart is not None
    QTest.mouseClick(body.tools.same, Qt.MouseButton.LeftButton)
    visit = form.entry().visit
    assert visit.pain_map == {SHIN}
    assert visit.sensation == {TOE: "reduced"}
    assert body.changes.text() == "The same as on 09-Feb-2026."
    body.chart.setFocus()
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert not form.entry().visit.pain_map


def test_the_first_visit_has_nothing_to_compare_with(window: QWidget) -> None:
    body = form_of(window, chart_with()).parts.body
    assert body.tools is not None
    assert body.tools.outlined.isHidden()
    assert body.tools.same.isHidden()
    assert body.changes.isHidden()


def test_only_marks_up_to_the_day_count_as_the_last_drawing() -> None:
    visits = (
        Visit(date(2026, 1, 20), pain_map=frozenset({SHIN})),
        Visit(EARLIER, sensation={TOE: "normal"}),
        Visit(date(2026, 4, 1), pain_map=frozenset({TOE})),
    )
    found = earlier_drawing(chart_with(*visits), samples.TODAY)
    assert found is not None
    assert found.on == date(2026, 1, 20)
    assert earlier_drawing(chart_with(visits[1]), samples.TODAY) is None


def test_a_draft_brings_the_drawing_back(window: QWidget, form: VisitForm) -> None:
    draw(form, SHIN, Qt.Key.Key_Space)
    draw(form, TOE, Qt.Key.Key_3, Qt.Key.Key_Space)
    kept = KeptDraft(draft_of(form), "Dr Ode", MOMENT)
    again = form_of(window, form.view.chart)
    put_draft(again, kept)
    assert again.parts.body.pencil.drawing == form.parts.body.pencil.drawing
    assert again.entry().visit.pain_map == {SHIN}
    assert not again.parts.body.pencil.can_undo


def test_the_zone_in_focus_is_brought_into_sight(form: VisitForm) -> None:
    draw(form, SHIN)
    body = form.parts.body
    assert body.chart is not None
    view_port = form.parts.viewport()
    for spot in (Spot("left", "neck"), Spot("left", "sole")):
        draw(form, spot)
        box = body.chart.placing.box(body.chart.current)
        top = body.chart.mapTo(view_port, box.topLeft()).y()
        assert top >= 0
        assert top + box.height() <= view_port.height()


@given(STROKES)
def test_undoing_everything_gives_back_what_was_there(
    strokes: list[tuple[str, list[Spot]]],
) -> None:
    owner = QObject()
    pencil = Pencil(name, owner)
    start = {Code("sensation.sole", "left"): "absent", Code("pain_map.neck", "right"): "yes"}
    pencil.show(start)
    recorded = dict(start)

    def record(changes: tuple[Change, ...]) -> None:
        for code, before, after in changes:
            assert recorded.get(code, "") == before
            recorded.pop(code, None)
            if after:
                recorded[code] = after

    pencil.drawn.connect(record)
    for kind, spots in strokes:
        pencil.choose(kind)
        pencil.press(spots[0])
        for spot in spots[1:]:
            pencil.drag(spot)
        pencil.lift()
        assert pencil.drawing == recorded
    drawn = dict(pencil.drawing)
    while pencil.can_undo:
        pencil.undo()
    assert pencil.drawing == start == recorded
    while pencil.can_redo:
        pencil.redo()
    assert pencil.drawing == drawn == recorded


@given(st.frozensets(SPOTS, min_size=1), st.frozensets(SPOTS))
def test_a_comparison_never_calls_gone_what_was_not_drawn(
    then: frozenset[Spot], now: frozenset[Spot]
) -> None:
    def drawing(spots: frozenset[Spot]) -> dict[Code, str]:
        return {Code(f"pain_map.{spot.place}", spot.side): "yes" for spot in spots}

    words = comparison(drawing(now), Earlier(EARLIER, drawing(then)), name)
    if not now:
        assert "Nothing is drawn at this visit yet" in words
        assert "not marked now" not in words
    elif now == then:
        assert words == "The same as on 09-Feb-2026."
    else:
        assert ("not marked now" in words) == bool(then - now)
        assert ("new:" in words) == bool(now - then)


def test_a_signed_visit_shows_its_chart_to_read(window: QWidget) -> None:
    visit = Visit(EARLIER, pain_map=frozenset({SHIN}), sensation={TOE: "increased"})
    words = RecordWords(books().words, books().catalogue, books().scores)
    recorded = RecordedVisit(VisitId("v"), visit, "Dr Ode")
    page = SignedVisit(Read(recorded), words, window)
    put(window, page)
    (picture,) = page.findChildren(BodyPicture)
    assert picture.accessibleName() == (
        "Body chart: Outer shin, left: pain; Great toe, left: tingling"
    )
    assert picture.focusPolicy() is Qt.FocusPolicy.NoFocus
    (group,) = words.groups(visit)
    assert [(line.label, line.value) for line in group.lines] == [
        ("Pain: Outer shin, left", "Marked"),
        ("Feeling: Great toe, left", "Increased, or tingling"),
    ]
    bare = SignedVisit(Read(replace(recorded, visit=Visit(EARLIER))), words, window)
    assert not bare.findChildren(BodyPicture)


def test_every_finding_of_a_drawing_comes_back_from_its_code() -> None:
    rows = (Coded(Code("pain_map.calf", "left"), "yes"), Coded(Code("pain.limb"), "7"))
    visit = Visit(EARLIER, pain_map=frozenset({Spot("left", "calf")}), pain_limb=7)
    assert drawing_of(rows) == drawing_of(coded(visit)) == {rows[0].code: "yes"}
    assert marked(drawing_of(rows)) == {Spot("left", "calf"): ("pain",)}


def test_an_amendment_draws_on_what_was_signed(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        amend_drawing(sat)
        (one,) = corrected.view(sat).visits
        assert one.visit.pain_map == {SHIN}
        assert one.amended is not None


def amend_drawing(sat: Sitting) -> None:
    """Amend the signed visit by a mark on the chart."""
    corrected.begin_amending(sat)
    QTest.keyClicks(focused(), "pointed it out on leaving")
    form = corrected.amend_form(sat)
    form.parts.finish()
    draw(form, SHIN, Qt.Key.Key_Space)
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: corrected.view(sat).visits[0].amended is not None)
