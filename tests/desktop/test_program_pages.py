"""Settings, sources and limits, a report, about: what they say, keep, and never hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.desk.letterhead import PaperFace, as_toml, changes, read_face, write_face
from desktop.languages import start_speaking
from desktop.licencetext import licence_text
from desktop.packs import own_pack
from desktop.pages.about import AboutPage
from desktop.pages.report import ReportPage
from desktop.pages.settings import SettingsPage
from desktop.pages.sidepage import SidePage
from desktop.pages.sources import SourcesPage
from desktop.settings import SettingsFile
from desktop.trouble import Expected
from desktop.words import ENGLISH
from pathway.audited import Wanted
from pathway.facts import Patient
from tests.desktop.clinics import CLINIC, Sitting, Waiting, found_clinic, register, sitting

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CANARY = "Zyxwvutsrq"
SEEN = Patient(date(1970, 1, 1), family_name=CANARY, number="4711-CANARY")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an open clinic."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def opened(sat: Sitting, key: Qt.Key, keys: Qt.KeyboardModifier) -> SidePage:
    sat.press(key, keys)
    page = sat.window.pages.currentWidget()
    assert isinstance(page, SidePage)
    return page


def settings(sat: Sitting) -> SettingsPage:
    page = opened(sat, Qt.Key.Key_Comma, CTRL)
    assert isinstance(page, SettingsPage)
    return page


def test_what_is_chosen_counts_at_once_and_is_kept(sat: Sitting, home: Path) -> None:
    page = settings(sat)
    by_name = {row.name: row.choice for row in page.rows}
    by_name["scheme"].set_value("dark")
    by_name["text_scale"].set_value("1.3")
    by_name["questions"].set_value("single")
    by_name["box_numbers"].set_value("on")
    by_name["lock_minutes"].set_value("10")
    assert (theme.scheme_in_use(), theme.text_scale()) == ("dark", 1.3)
    kept = SettingsFile(home / "settings.txt").now
    assert (kept.scheme, kept.text_scale, kept.questions) == ("dark", 1.3, "single")
    assert (kept.box_numbers, kept.lock_minutes) == (True, 10)
    by_name["scheme"].set_value("")
    assert by_name["scheme"].value() == "dark"
    sat.press(Qt.Key.Key_0, CTRL)
    assert by_name["text_scale"].value() == "1.0"


def test_search_hides_what_does_not_fit_and_esc_empties_it_first(sat: Sitting) -> None:
    page = settings(sat)
    sat.type("colours LIGHT")
    shown = [row.label.text() for _, section in page.sections for row in section.rows if _seen(row)]
    assert shown == ["Colours"]
    sat.type(" nothing like this")
    assert page.none.isVisible()
    sat.press(Qt.Key.Key_Escape)
    assert sat.window.pages.currentWidget() is page
    assert not page.none.isVisible()
    sat.press(Qt.Key.Key_Escape)
    assert sat.window.pages.currentWidget() is not page


def test_the_clinic_on_paper_is_written_and_noted(sat: Sitting, home: Path) -> None:
    page = settings(sat)
    assert page.paper is not None
    assert page.paper.fields["name"].text() == CLINIC
    page.paper.fields["ambulance"].setFocus()
    sat.type("1199")
    page.paper.fields["address"].setFocus()
    sat.type("Box 230")
    sat.press(Qt.Key.Key_Return)
    sat.type("Kilifi")
    sat.press(Qt.Key.Key_Escape)
    sat.settle()
    face = read_face(home / "clinic", "")
    assert face.phones["ambulance"] == "1199"
    assert face.address == "Box 230\nKilifi"
    desk, waiting = sat.entrance.desk, Waiting()
    assert desk is not None
    desk.log.read(Wanted(sort="clinic"), waiting.take)
    sat.see(lambda: bool(waiting.answers))
    told = str(waiting.answers)
    assert "clinic.toml: phones.ambulance = 1199" in told
    assert "clinic.toml: address = Box 230 / Kilifi" in told


def test_staff_see_the_clinic_on_paper_and_cannot_change_it(sat: Sitting, home: Path) -> None:
    assert sat.entrance.opened is not None
    sat.entrance.opened.clinic.role = "staff"
    page = settings(sat)
    assert page.paper is not None
    assert not page.paper.fields["ambulance"].isEnabled()
    assert "For clinicians" in page.paper.news.text()
    page.paper.fields["ambulance"].setText("999")
    page.may_leave()
    sat.settle()
    assert not (home / "clinic" / "clinic.toml").exists()


def test_a_file_that_cannot_be_used_is_named_and_left_alone(sat: Sitting, home: Path) -> None:
    file = home / "clinic" / "clinic.toml"
    file.write_text("name = \n", "utf-8")
    page = settings(sat)
    assert page.paper is not None
    assert "clinic.toml" in page.paper.news.text()
    page.may_leave()
    sat.settle()
    assert file.read_text("utf-8") == "name = \n"


def test_people_are_looked_after_on_their_page_and_one_comes_back(sat: Sitting) -> None:
    page = settings(sat)
    page.elsewhere.emit("people")
    assert sat.window.pages.currentWidget() is not page
    sat.press(Qt.Key.Key_F1)
    sat.press(Qt.Key.Key_Escape)
    sat.press(Qt.Key.Key_Escape)
    assert sat.window.pages.currentWidget() is page


@pytest.mark.parametrize("text", ['a "quoted" \\ name', "Ünïcödé\tand\x7f", "two\nlines"])
def test_what_is_written_is_read_again(tmp_path: Path, text: str) -> None:
    (tmp_path / "clinic.toml").write_text('letterhead = "old"\n', "utf-8")
    face = PaperFace(text.replace("\n", " "), text, "", {"ambulance": "+254 (0) 41"})
    write_face(tmp_path, face)
    again = read_face(tmp_path, "")
    assert again.name == " ".join(text.replace("\x7f", "").split())
    assert changes(PaperFace(again.name, text, "", face.phones), again) == ()
    assert again.letterhead == ""


def test_other_parts_of_the_file_stay_and_strange_ones_are_refused(tmp_path: Path) -> None:
    assert as_toml({"a": [1, True], "b": {"c": 1.5}}) == "a = [1, true]\n\n[b]\nc = 1.5\n"
    (tmp_path / "clinic.toml").write_text("when = 2026-01-01\n", "utf-8")
    with pytest.raises(Expected):
        write_face(tmp_path, PaperFace("x"))
    with pytest.raises(Expected):
        read_face(tmp_path, "x")
    assert (tmp_path / "clinic.toml").read_text("utf-8") == "when = 2026-01-01\n"


def test_sources_say_for_whom_who_made_them_and_until_when(sat: Sitting) -> None:
    page = opened(sat, Qt.Key.Key_F1, CTRL)
    assert isinstance(page, SourcesPage)
    sat.see(lambda: not page.has_more)
    told = _told(page)
    assert "Not for children, not for injuries, not for the middle of the back." in told
    assert "most of them of low back pain in general" in told
    assert "to be reviewed by 01-Jan-2027" in told
    assert "Not yet signed off by clinicians" in told
    assert "Laser Spine Institute, a company that ran surgical centres" in told
    assert "3 of 5 references can be traced" in told
    assert "Lapsed in February 2022" in told


def test_sources_are_told_in_spanish_but_for_the_titles_of_publications(
    qtbot: QtBot, qapp: QApplication
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    start_speaking(qapp, "es")
    try:
        page = SourcesPage(None, room)
        while page.has_more:
            page.make_next()
    finally:
        start_speaking(qapp, ENGLISH)
    told, pack = _told(page), own_pack()
    assert "Nervio pinzado en el cuello" in told
    assert "ningún estudio respalda esa cifra" in told
    english = {pack.title, *(one.note for one in pack.sources.values())}
    english |= {one.review for one in pack.sources.values() if one.review}
    english |= {one.publisher for one in pack.provenance}
    assert [one for one in english if one in told] == []
    assert pack.sources["PEUL07"].title in told


def test_about_names_versions_and_every_licence(sat: Sitting) -> None:
    page = opened(sat, Qt.Key.Key_F1, SHIFT)
    assert isinstance(page, AboutPage)
    assert "PySide6" in _told(page)
    assert "SIL" in licence_text() or "OFL" in licence_text()
    assert "sqlcipher3" in page.licences.toPlainText()
    assert not sat.window.windowIcon().isNull()


def test_a_report_holds_versions_and_nothing_of_a_patient(
    sat: Sitting, home: Path, tmp_path: Path
) -> None:
    register(sat, SEEN)
    sat.window.set_subject(CANARY)
    assert sat.entrance.rooms is not None
    finder = sat.entrance.rooms.finder
    finder.search.setText(CANARY)
    sat.settle()
    sat.entrance.watch.log_error(ValueError(f"could not read {CANARY} of 4711-CANARY"))
    page = opened(sat, Qt.Key.Key_F1, CTRL | SHIFT)
    assert isinstance(page, ReportPage)
    page.kind.set_value("advice")
    page.choose_folder = _In(tmp_path).choose
    page.write.click()
    (path,) = tmp_path.glob("foramen-report-*.txt")
    text = path.read_text("utf-8")
    assert text == page.preview.toPlainText()
    assert "About: advice" in text
    assert "Page: patients" in text
    assert "Guideline pack: foramen-2026" in text
    assert "builtins.ValueError" in text
    for secret in (CANARY, "4711", CLINIC, "Dr Phiri", str(home)):
        assert secret not in text
    page.choose_folder = _In(tmp_path / "gone").choose
    page.write.click()
    assert "could not be written" in page.news.text()


def test_before_unlocking_only_the_screen_can_be_set(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        page = settings(sat)
        assert page.paper is None
        assert page.locked.isVisible()
        assert CLINIC not in _told(page)


class _In:
    """Stands in for the system's dialog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choose(self, _parent: QWidget) -> Path:
        return self.folder


def _seen(row: QWidget) -> bool:
    return row.isVisible()


def _told(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))
