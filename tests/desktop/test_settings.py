"""Settings survive restarts, damage and full disks."""

from pathlib import Path

import pytest

from desktop.settings import Settings, SettingsFile, next_scale


def test_settings_are_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "settings.txt"
    chosen = Settings("dark", 1.5, b"\x00geometry\xff", "Dr Phiri", "Mfuwe")
    SettingsFile(path).keep(chosen)
    assert SettingsFile(path).now == chosen
    assert [file.name for file in tmp_path.glob("settings*")] == ["settings.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "scheme",
        "scheme = pink\ntext_scale = 77.0\ngeometry = ?",
        "text_scale = big\ngeometry = abc\nnobody = knows",
        " = \n==\n= = =",
    ],
)
def test_damaged_settings_count_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.txt"
    path.write_text(text)
    assert SettingsFile(path).now == Settings()


def test_a_file_that_is_no_text_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "settings.txt"
    path.write_bytes(b"scheme = dark\xff\xfe")
    assert SettingsFile(path).now == Settings()


def test_a_name_with_a_line_break_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.txt"
    SettingsFile(path).keep(Settings("dark", clinic="Mfuwe\nscheme = light"))
    assert SettingsFile(path).now == Settings("dark", clinic="Mfuwe scheme = light")


def test_a_disk_that_refuses_stops_nobody(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "no" / "such" / "folder.txt")
    file.keep(Settings("dark"))
    assert file.now.scheme == "dark"


def test_text_grows_by_steps() -> None:
    assert next_scale(1.0, 1) == 1.15
    assert next_scale(1.0, -1) == 1.0
    assert next_scale(2.0, 1) == 2.0
    assert next_scale(2.0, -1) == 1.75
