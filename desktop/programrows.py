"""The rows of the table of actions about the program itself."""

from desktop.actionnames import Row
from desktop.words import tr


def about_rows() -> tuple[Row, ...]:
    """Return what tells about the program and changes how it works."""
    return (
        Row(
            "settings",
            tr("Settings"),
            ("Ctrl+,",),
            tr("How this computer shows the program, and how the clinic appears on paper"),
            "settings",
            "program",
        ),
        Row(
            "sources",
            tr("Sources and limits"),
            ("Ctrl+F1",),
            tr("For whom the advice is and is not, what it rests on, and who stands behind that"),
            "info",
            "program",
        ),
        Row(
            "report",
            tr("Report a problem…"),
            ("Ctrl+Shift+F1",),
            tr("Write a file for those who look after the program, without anything of a patient"),
            "triangle-alert",
            "program",
        ),
        Row(
            "about",
            tr("About Foramen"),
            ("Shift+F1",),
            tr("Versions, and the licences of everything that is included"),
            "circle-help",
            "program",
        ),
    )


def program_rows(platform: str) -> tuple[Row, ...]:
    """Return what concerns the clinic as a whole and the window, with the keys of a system."""
    close = {"win32": ("Alt+F4", "Ctrl+F4"), "darwin": ("Ctrl+Q", "Ctrl+W")}
    return (
        Row("menu", tr("Menu"), ("F10",), tr("Everything you can do here"), "list", "program"),
        Row(
            "keys",
            tr("Help"),
            ("F1",),
            tr("Explain the page in front; once more for all keys"),
            "circle-help",
            "program",
        ),
        *_clinic_rows(),
        *_other_clinic_rows(),
        Row("lock", tr("Lock"), ("Ctrl+L",), tr("Lock the screen"), "lock", "program"),
        Row(
            "close",
            tr("Close"),
            close.get(platform, ("Ctrl+W", "Ctrl+F4", "Ctrl+Q")),
            tr("Close the program"),
            "x",
            "program",
        ),
    )


def _clinic_rows() -> tuple[Row, ...]:
    return (
        Row(
            "backups",
            tr("Backups"),
            ("Ctrl+Shift+B",),
            tr("Back the records up, or restore a backup"),
            "history",
            "program",
        ),
        Row(
            "people",
            tr("People"),
            ("Ctrl+Shift+P",),
            tr("Who can unlock this clinic; passphrases, codes on paper, and locking"),
            "users",
            "program",
        ),
        Row(
            "access_log",
            tr("Access log"),
            ("Ctrl+Shift+A",),
            tr("Who did what in this clinic, and when; check that nothing was altered"),
            "list",
            "program",
        ),
    )


def _other_clinic_rows() -> tuple[Row, ...]:
    return (
        Row(
            "move_here",
            tr("Move from another computer…"),
            ("Ctrl+Shift+M",),
            tr("Lock, and put a newer copy of this clinic from another computer in its place"),
            "arrow-right",
            "program",
        ),
        Row(
            "demo",
            tr("Try the demo"),
            ("Ctrl+Shift+T",),
            tr("Open a clinic of made-up patients in a window of its own"),
            "eye",
            "program",
        ),
    )
