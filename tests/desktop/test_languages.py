"""The screen in Spanish: chosen, spoken, dates that are shown and read, and back to English."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop import show, words
from desktop.desk.opened import LANGUAGE
from desktop.examwords import exam_help
from desktop.languages import LANGUAGES, start_speaking
from desktop.settings import Settings, SettingsFile
from desktop.widgets.births import birth_text
from desktop.widgets.daytext import Reading, read_day
from desktop.words import any_of, language, ntr, tr
from pathway.birth import Birth
from pathway.catalogue import read_catalogue
from pathway.examhelp import ExamHelp
from resources import NoSuchResource, calendar_table, catalogue_tables, locale_folder

TODAY = date(2026, 3, 30)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """Leave the screen in English, whatever was spoken."""
    yield
    start_speaking(qapp, words.ENGLISH)


@pytest.fixture
def spanish() -> None:
    words.speak("es", locale_folder())


def test_every_language_is_there() -> None:
    folders = {path.name for path in locale_folder().iterdir() if path.is_dir()}
    assert folders | {words.ENGLISH} == set(LANGUAGES)


def test_spanish_is_spoken(spanish: None) -> None:
    assert language() == "es"
    assert tr("Red flags") == "Señales de alarma"
    assert ntr("{count} day", "{count} days", 1) == "1 día"
    assert ntr("{count} day", "{count} days", 0) == "0 días"
    assert any_of(["a", "b", "c"]) == "a o b o c"


def test_a_text_without_a_translation_stays_english(spanish: None) -> None:
    text = "nobody translated this"
    assert tr(text) == text


def test_the_chosen_language_is_spoken_from_the_start(qapp: QApplication) -> None:
    start_speaking(qapp, "es")
    assert tr("Patients") == "Pacientes"
    start_speaking(qapp, "tlh")
    assert (language(), tr("Patients")) == (words.ENGLISH, "Patients")


def test_qt_speaks_the_same_where_it_can(qapp: QApplication) -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if not (folder / "qtbase_es.qm").is_file():
        pytest.skip("this PySide6 brings no words of Qt")
    start_speaking(qapp, "es")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    said = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    start_speaking(qapp, words.ENGLISH)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    again = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    assert (said, again) == ("Cancelar", "Cancel")


def test_the_choice_is_kept_and_an_unknown_one_is_english(tmp_path: Path) -> None:
    path = tmp_path / "settings.txt"
    SettingsFile(path).keep(Settings(language="es"))
    assert SettingsFile(path).now.language == "es"
    path.write_text("language = tlh\n", "utf-8")
    assert SettingsFile(path).now.language == words.ENGLISH


def test_dates_and_times_in_spanish(spanish: None) -> None:
    assert show.day(date(2026, 1, 5)) == "05-ene-2026"
    assert show.weekday_day(date(2026, 8, 5)) == "mié 05-ago-2026"
    assert show.month(date(2026, 12, 1)) == "dic-2026"
    assert show.duration(44) == "6sem 2d"
    assert show.elapsed(date(2023, 1, 1), date(2026, 4, 1)) == "3a 3m"
    assert show.age(date(1968, 3, 14), TODAY) == "58a"
    assert show.day(None) == "Sin registrar"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_that_is_shown_is_read_as_the_same(day: date) -> None:
    words.speak("es", locale_folder())
    for shown in (show.day(day), show.weekday_day(day)):
        assert read_day(shown, TODAY) == Reading("day", (day,))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 de marzo de 2026", date(2026, 3, 12)),
        ("el 3 de enero del 2026", date(2026, 1, 3)),
        ("mar 12 2026", date(2026, 3, 12)),
        ("martes 10-mar-2026", date(2026, 3, 10)),
        ("hoy", TODAY),
        ("ayer", TODAY - timedelta(days=1)),
        ("hace 3 semanas", date(2026, 3, 9)),
        ("-2sem", date(2026, 3, 16)),
        ("en 2 meses", date(2026, 5, 30)),
        ("hace 1 año", date(2025, 3, 30)),
    ],
)
def test_spanish_days_are_understood(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == Reading("day", (day,))


def test_an_age_goes_back_into_its_field(spanish: None) -> None:
    assert birth_text(Birth(date(1968, 1, 14), "day")) == "14-ene-1968"


def test_a_calendar_nobody_knows_is_refused() -> None:
    with pytest.raises(NoSuchResource, match="es"):
        calendar_table("tlh")


def test_findings_and_their_examination_are_spanish(spanish: None) -> None:
    catalogue = read_catalogue(catalogue_tables(language()))
    assert catalogue.item("care.kind").choice_label("heat") == "Calor"
    assert isinstance(exam_help(catalogue), ExamHelp)
    assert LANGUAGE == "en"
