"""Where a window is low for its letters, the head of the page gives way and loses no word."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.faultbar import FaultBar
from desktop.faultwords import reserve_used, view_only
from desktop.models.interview import Progress
from desktop.models.patients import PatientsModel
from desktop.notice import Notice
from desktop.pages.actionbar import ActionBar
from desktop.pages.patienttable import FIRST_TO_GO, PatientTable
from desktop.pages.visitchoice import VisitChoice
from desktop.passfield import PassField
from desktop.stateline import StateLine
from desktop.widgets.banner import Banner
from desktop.widgets.dates import DayLine
from desktop.widgets.form import Form, em, plain
from desktop.widgets.news import News
from desktop.widgets.shortlist import ShortList
from pathway.finding import Level
from tests.desktop import samples, walking
from tests.desktop.books import books, put, room
from tests.desktop.pressing import press

ICON_IN_FIELD = QStyle.PixelMetric.PM_LineEditIconSize
LONG = "The disk is full. What was saved is safe, but it took the space that is held back. " * 2
MANY_ALLERGIES = tuple(f"antibiotic number {number}" for number in range(12))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window of 1280 × 720."""
    with room(qtbot) as held:
        yield held


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Letters of twice the size, for which the window is low."""
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light", 1.0)


def shown_banner(window: QWidget) -> Banner:
    banner = Banner(window)
    put(window, banner)
    medicines = books().guidelines.medicines
    banner.show_chart(samples.chart(), samples.TODAY, samples.red_flags(), medicines)
    window.grab()
    return banner


def test_in_large_letters_the_banner_takes_three_lines_at_most(
    large: None, window: QWidget
) -> None:
    banner = shown_banner(window)
    assert banner.sizeHint().height() <= banner.heightForWidth(1280) <= 4 * em(banner)
    assert banner.spoken().startswith("MÜLLER, Anna; Born 14-Mar-1968 (58y); Gender Female")
    assert not walking.clipped(window)


def test_the_banner_finds_back_to_its_two_columns(
    qtbot: QtBot, window: QWidget, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", 2.0)
    banner = shown_banner(window)
    before = banner.spoken()
    theme.apply(qapp, "light", 1.0)
    window.resize(1300, 720)
    qtbot.waitUntil(lambda: banner.where.y() > banner.name.y())
    assert banner.spoken() == before
    assert not walking.clipped(window)


def test_the_banner_notices_that_only_the_height_of_the_window_changes(window: QWidget) -> None:
    banner = shown_banner(window)
    window.resize(1280, 16 * em(banner))
    window.grab()
    assert banner.name.property("role") == "h2"
    low = banner.height()
    window.resize(1280, 720)
    window.grab()
    assert banner.name.property("role") == "h1"
    assert banner.height() > low


def shown_name(window: QWidget, family: str, given: str) -> Banner:
    banner = Banner(window)
    put(window, banner, QTextEdit(window))
    patient = replace(samples.patient(), family_name=family, given_name=given)
    named = replace(samples.chart(), patient=patient)
    banner.show_chart(named, samples.TODAY, samples.red_flags(), books().guidelines.medicines)
    window.grab()
    return banner


def test_in_a_low_window_a_name_takes_one_line_where_that_is_enough(
    large: None, window: QWidget
) -> None:
    banner = shown_name(window, "בן-דוד כהן-אלקלעי", "שושנה מרים אסתר")
    assert banner.name.height() < 2 * banner.name.fontMetrics().height()


def test_in_a_low_window_a_long_name_has_the_whole_width(large: None, window: QWidget) -> None:
    banner = shown_name(window, "Wolfeschlegelsteinhausen " * 3, "Maximiliana Theodora")
    assert banner.name.width() > 1200
    assert banner.name.height() >= banner.name.heightForWidth(banner.name.width())
    assert not walking.clipped(window)


def test_a_name_stands_where_reading_begins_whatever_its_letters(window: QWidget) -> None:
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    banner = shown_name(window, "الشريف", "عبد الرحمن")
    assert banner.name.alignment() & left == left


def test_many_allergies_are_broken_into_lines(large: None, window: QWidget) -> None:
    banner = Banner(window)
    put(window, banner)
    patient = replace(samples.patient(), allergies=MANY_ALLERGIES, allergy_state="known")
    allergic = replace(samples.chart(), patient=patient)
    medicines = books().guidelines.medicines
    banner.show_chart(allergic, samples.TODAY, samples.red_flags(), medicines)
    window.grab()
    assert MANY_ALLERGIES[-1] in banner.spoken()
    assert not walking.clipped(window)


def told_bar(window: QWidget) -> ActionBar:
    bar = ActionBar(window)
    put(window, QTextEdit(window), bar)
    bar.show_progress(Progress(3, 25), Level.NONE)
    bar.show_saved(is_saved=False)
    window.grab()
    return bar


def test_the_bar_of_a_visit_says_everything_where_it_can(window: QWidget) -> None:
    bar = told_bar(window)
    assert bar.progress.text() == "3 of 25 answered · not complete"
    assert bar.save.iconSize().width() > 0


def test_the_bar_of_a_visit_stays_one_line_and_is_read_aloud_whole(
    qtbot: QtBot, large: None, window: QWidget
) -> None:
    bar = told_bar(window)
    assert bar.progress.text() == "3 / 25"
    assert bar.progress.accessibleName() == "3 of 25 answered · not complete"
    assert bar.height() < 2 * bar.save.height()
    qtbot.waitUntil(lambda: not walking.clipped(window))


def test_the_buttons_of_an_amendment_say_less_before_they_take_a_second_line(
    large: None, window: QWidget
) -> None:
    bar = told_bar(window)
    bar.offer_amendment()
    window.grab()
    assert (bar.save.text(), bar.discard.text()) == ("Save", "Discard")
    assert bar.save.accessibleName() == "Save the amendment"
    assert bar.discard.accessibleName() == "Discard the amendment"
    assert bar.height() < 2 * bar.save.height()


def test_a_long_notice_is_one_line_until_more_is_asked_for(large: None, window: QWidget) -> None:
    notice = Notice(window)
    put(window, notice)
    notice.tell(LONG, "danger")
    window.grab()
    low = notice.sizeHint().height()
    assert notice.frame.first.isVisible()
    assert not notice.text.isVisible()
    assert notice.accessibleName() == LONG
    notice.frame.more.setFocus()
    press(Qt.Key.Key_Space)
    window.grab()
    assert notice.text.isVisible()
    assert notice.heightForWidth(1280) > low
    assert notice.frame.more.text() == "Less"
    press(Qt.Key.Key_Space)
    assert not notice.text.isVisible()


def test_where_there_is_room_a_notice_says_all_of_it(window: QWidget) -> None:
    notice = Notice(window)
    put(window, notice)
    notice.tell(LONG, "danger")
    assert notice.text.isVisible()
    assert not notice.frame.more.isVisible()


def test_news_and_faults_notice_that_only_the_height_of_the_window_changes(window: QWidget) -> None:
    notice, faults = Notice(window), FaultBar(window)
    put(window, notice, faults, QTextEdit(window))
    notice.tell(2 * LONG, "danger")
    faults.show_faults((view_only("damaged"), reserve_used()))
    window.grab()
    above, height = notice.frame.y(), faults.height()
    window.resize(1280, 16 * em(notice))
    window.grab()
    assert notice.frame.first.isVisible()
    assert notice.frame.y() < above
    low = faults.height()
    assert low < height
    window.resize(1280, 720)
    window.grab()
    assert notice.text.isVisible()
    assert notice.frame.y() == above
    assert faults.height() > low


def test_a_newer_notice_begins_with_its_first_line(large: None, window: QWidget) -> None:
    news = News(QPushButton("Close", window), window)
    put(window, news)
    news.say(LONG, "info")
    news.more.setChecked(True)
    news.say(LONG + "Again.", "info")
    assert not news.words.isVisible()


def test_faults_take_little_of_a_low_window_and_more_when_asked(
    qtbot: QtBot, large: None, window: QWidget
) -> None:
    bar = FaultBar(window)
    put(window, bar)
    bar.show_faults((view_only("damaged"), reserve_used()))
    window.grab()
    low = bar.height()
    assert low < 4 * em(bar)
    assert bar.verticalScrollBar().maximum() > 0
    bar.lines[0].more.setChecked(True)
    qtbot.waitUntil(lambda: bar.height() > low)
    assert bar.lines[0].words.isVisible()


def test_a_narrow_list_keeps_who_and_today(large: None, window: QWidget) -> None:
    table = PatientTable(window)
    table.setModel(PatientsModel(samples.TODAY, window))
    put(window, table)
    window.grab()
    hidden = {column for column in range(7) if table.isColumnHidden(column)}
    assert hidden == set(FIRST_TO_GO)
    assert table.horizontalScrollBar().maximum() == 0


def test_a_wide_list_shows_everything(window: QWidget) -> None:
    table = PatientTable(window)
    table.setModel(PatientsModel(samples.TODAY, window))
    put(window, table)
    window.grab()
    assert not any(table.isColumnHidden(column) for column in range(7))


def test_the_line_of_state_says_of_the_backup_what_it_has_room_for(
    qtbot: QtBot, window: QWidget
) -> None:
    line, age = StateLine(window), QLabel(window)
    line.addPermanentWidget(age)
    put(window, line)
    line.demo.show()
    line.say_beside(age, "Last verified backup: today 10:42", "Backup: today 10:42")
    assert age.text() == "Last verified backup: today 10:42"
    line.setFixedWidth(line.demo.sizeHint().width())
    qtbot.waitUntil(lambda: age.text() == "Backup: today 10:42")
    assert age.toolTip() == "Last verified backup: today 10:42"


def test_a_short_list_is_as_high_as_its_lines(window: QWidget) -> None:
    listed = ShortList(window, 5)
    put(window, listed)
    QListWidgetItem("one", listed)
    window.grab()
    one = listed.sizeHint().height()
    assert one < 2 * em(listed)
    for number in range(20):
        QListWidgetItem(str(number), listed)
    assert one < listed.sizeHint().height() == 5 * em(listed)


def test_what_is_too_high_for_the_page_is_shown_from_its_top(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    put(window, form)
    high, low = plain("\n".join("line" for _ in range(99)), form), plain("below", form)
    form.add(high)
    form.add(low)
    qtbot.waitUntil(lambda: form.verticalScrollBar().maximum() > 0)
    form.bring_into_view(low, 40)
    assert low.visibleRegion().boundingRect().height() == low.height()
    form.bring_into_view(high)
    assert not high.visibleRegion().isEmpty()
    assert high.visibleRegion().boundingRect().top() == 0


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
@pytest.mark.parametrize("said", ["Nobody fits", "אין איש"])
def test_words_in_the_middle_stay_there(
    window: QWidget, direction: Qt.LayoutDirection, said: str
) -> None:
    words = plain("", window)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setText(said)
    words.setLayoutDirection(direction)
    words.setText(said)
    assert words.alignment() & Qt.AlignmentFlag.AlignHCenter


def test_a_visit_that_is_too_long_for_its_list_is_cut_with_the_sign_for_it(
    window: QWidget,
) -> None:
    choice = VisitChoice(window)
    put(window, choice)
    choice.box.addItem("01-Oct-2026, Dr Amina Yusuf, amended", "x")
    choice.box.setCurrentIndex(choice.box.count() - 1)
    window.grab()
    assert not choice.box.toolTip()
    choice.box.setFixedWidth(choice.box.sizeHint().width() // 2)
    window.grab()
    assert choice.box.toolTip() == "01-Oct-2026, Dr Amina Yusuf, amended"


def test_the_icons_in_a_field_grow_with_its_letters(window: QWidget, qapp: QApplication) -> None:
    ordinary = DayLine(window)
    assert ordinary.style().pixelMetric(ICON_IN_FIELD, None, ordinary) == 16
    theme.apply(qapp, "light", 2.0)
    try:
        large = DayLine(window)
        assert large.style().pixelMetric(ICON_IN_FIELD, None, large) == 32
        assert ordinary.style().pixelMetric(ICON_IN_FIELD, None, ordinary) == 32
    finally:
        theme.apply(qapp, "light", 1.0)
    assert large.style().pixelMetric(ICON_IN_FIELD, None, large) == 16


def test_an_icon_that_comes_late_has_the_room_it_needs(
    qtbot: QtBot, large: None, window: QWidget
) -> None:
    field = PassField(window)
    put(window, field)
    qtbot.waitUntil(lambda: field.eye is not None)
    (shown,) = field.findChildren(QToolButton)
    assert shown.width() >= 32
    assert field.rect().contains(shown.geometry())
