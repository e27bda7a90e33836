"""The table of everything that can be done: names, words, keys, pictures, menus."""

import sys

from desktop.actionnames import Row
from desktop.programrows import about_rows, program_rows
from desktop.words import tr


def rows() -> tuple[Row, ...]:
    """Return the table, in the language of the screen and for this system's keys."""
    return (
        *_patient_rows(),
        *_work_rows(),
        *_paper_rows(),
        *_background_rows(),
        *_visit_rows(),
        *_flow_rows(),
        *_correction_rows(),
        *_sight_rows(),
        *_view_rows(),
        *about_rows(),
        *program_rows(sys.platform),
    )


def _patient_rows() -> tuple[Row, ...]:
    return (
        Row("find", tr("Patients"), ("F2", "Ctrl+F"), tr("Find a patient"), "search", "patient"),
        Row(
            "new_patient",
            tr("New patient"),
            ("Ctrl+N",),
            tr("Register a new patient"),
            "user-plus",
            "patient",
        ),
        Row(
            "back",
            tr("Back to the list"),
            ("Alt+Left",),
            tr("Leave this patient and return to the list"),
            "arrow-left",
            "patient",
        ),
        Row(
            "merge",
            tr("One person, two records…"),
            ("Alt+F8",),
            tr("Compare this record with another of the same person, and make one of both"),
            "users",
            "patient",
        ),
        Row(
            "moves",
            tr("Who moved"),
            ("F7",),
            tr("Patients who moved by the calendar since you last looked, and why"),
            "activity",
            "patient",
        ),
    )


def _work_rows() -> tuple[Row, ...]:
    return (
        Row(
            "worklist",
            tr("Worklist"),
            ("F4",),
            tr("Who waits for somebody today, the most dangerous first"),
            "list",
            "patient",
        ),
        Row(
            "next_patient",
            tr("Next patient"),
            ("F3",),
            tr("Open the chart of the next patient of the worklist"),
            "arrow-right",
            "patient",
        ),
        Row(
            "call",
            tr("What came of a call…"),
            ("Ctrl+7",),
            tr("Note that somebody was reached, will come, declined, moved away or died"),
            "phone",
            "patient",
        ),
    )


def _paper_rows() -> tuple[Row, ...]:
    return (
        Row(
            "recall",
            tr("Recall sheet"),
            ("F8",),
            tr("Print who is to be called or visited this week, and enter what came of it"),
            "clipboard-list",
            "program",
        ),
        Row(
            "handover",
            tr("Handover"),
            ("Shift+F8",),
            tr("Print what waits, the most dangerous first, for whoever takes over"),
            "file-text",
            "program",
        ),
        Row(
            "figures",
            tr("The clinic's own figures"),
            ("Ctrl+Shift+F",),
            tr("Stages, imaging, opioids, decisions, recalls and rules, each with its list"),
            "activity",
            "program",
        ),
    )


def _background_rows() -> tuple[Row, ...]:
    return (
        Row(
            "medical",
            tr("Medical background"),
            ("Ctrl+5",),
            tr("Allergies, illnesses, medicines, kidneys and pregnancy of this patient"),
            "stethoscope",
            "visit",
        ),
        Row(
            "problem",
            tr("The problem"),
            ("Ctrl+6",),
            tr("Onset, side, earlier episodes and pain-free spells; close it, or add another"),
            "file-text",
            "visit",
        ),
    )


def _visit_rows() -> tuple[Row, ...]:
    return (
        Row("save", tr("Save"), ("Ctrl+S",), tr("Save what was entered"), "save", "visit"),
        Row(
            "sign",
            tr("Save and sign"),
            ("Alt+F9",),
            tr("Save the visit and sign it off"),
            "pen-line",
            "visit",
        ),
        Row("undo", tr("Undo"), ("Ctrl+Z",), tr("Undo what was saved last"), "undo-2", "visit"),
        Row("redo", tr("Redo"), ("Ctrl+Y",), tr("Do again what was undone"), "redo-2", "visit"),
        Row(
            "print",
            tr("Print"),
            ("Ctrl+P", "F9"),
            tr("Print a handout for this patient"),
            "printer",
            "visit",
        ),
        Row(
            "emergency",
            tr("Emergency letter"),
            ("Alt+F2",),
            tr("Show the emergency letter for this patient"),
            "ambulance",
            "visit",
        ),
    )


def _flow_rows() -> tuple[Row, ...]:
    return (
        Row(
            "escalate",
            tr("Escalate…"),
            ("Alt+F3",),
            tr("Who was called about a red flag, when, and what came of it, until arrival"),
            "phone",
            "visit",
        ),
        Row(
            "flags",
            tr("Clear or confirm a red flag…"),
            ("Alt+F5",),
            tr("Clear or confirm a red flag with its basis, seeing first what that changes"),
            "shield-alert",
            "visit",
        ),
        Row(
            "refer",
            tr("Referrals…"),
            ("Alt+F6",),
            tr("Refer this patient, and note who was seen and what the answer was"),
            "arrow-right",
            "visit",
        ),
        Row(
            "episode",
            tr("Close, reopen, relapse…"),
            ("Alt+F7",),
            tr("Close or reopen this problem, or note that pain came back after a time without"),
            "history",
            "visit",
        ),
    )


def _correction_rows() -> tuple[Row, ...]:
    return (
        Row(
            "amend",
            tr("Amend this visit…"),
            ("Alt+F11",),
            tr("Amend the signed visit in front, with a reason"),
            "pen-line",
            "visit",
        ),
        Row(
            "in_error",
            tr("Visit entered in error…"),
            ("Alt+F12",),
            tr("Mark the visit in front as entered in error, with a reason"),
            "circle-x",
            "visit",
        ),
        Row(
            "old_values",
            tr("Old values"),
            ("Ctrl+Shift+O",),
            tr("Show or hide what the visit in front said before it was amended"),
            "history",
            "view",
        ),
        Row(
            "as_known",
            tr("As known on a date"),
            ("Ctrl+Shift+K",),
            tr("Show the chart as it was known on a date, to read only"),
            "clock",
            "view",
        ),
    )


def _sight_rows() -> tuple[Row, ...]:
    return (
        Row(
            "box_numbers",
            tr("Box numbers"),
            ("Ctrl+Shift+N",),
            tr("Show or hide the box numbers of the paper sheets beside the questions"),
            "clipboard-list",
            "view",
        ),
        Row(
            "who_looked",
            tr("Who looked at this record"),
            ("Ctrl+Shift+W",),
            tr("Everybody who opened, recorded, corrected or printed this record"),
            "eye",
            "view",
        ),
    )


def _view_rows() -> tuple[Row, ...]:
    return (
        Row("tab_1", tr("Visit"), ("Ctrl+1",), tr("Go to the visit"), "clipboard-list", "view"),
        Row("tab_2", tr("Plan"), ("Ctrl+2",), tr("Go to the plan"), "activity", "view"),
        Row("tab_3", tr("Timeline"), ("Ctrl+3",), tr("Go to the timeline"), "chart-gantt", "view"),
        Row("tab_4", tr("Handouts"), ("Ctrl+4",), tr("Go to the handouts"), "file-text", "view"),
        Row("refresh", tr("Refresh"), ("F5",), tr("Read everything again"), "refresh-cw", "view"),
        Row(
            "scheme",
            tr("Light or dark"),
            ("Ctrl+Shift+D",),
            tr("Change between light and dark colours"),
            "moon",
            "view",
        ),
        Row(
            "contrast",
            tr("High contrast"),
            ("Ctrl+Shift+H",),
            tr("Change between ordinary and high contrast"),
            "sun",
            "view",
        ),
        Row("larger", tr("Larger text"), ("Ctrl++", "Ctrl+="), tr("Larger text"), "plus", "view"),
        Row("smaller", tr("Smaller text"), ("Ctrl+-",), tr("Smaller text"), "minus", "view"),
        Row(
            "normal_size",
            tr("Normal text"),
            ("Ctrl+0",),
            tr("Text of normal size"),
            "history",
            "view",
        ),
    )
