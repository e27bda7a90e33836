"""Which help belongs to which page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

OTHER: Final = "other"
CHART_TABS: Final = ("visit", "plan", "timeline", "handouts")
BY_PAGE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Splash": "unlock",
        "FirstRun": "first_run",
        "RestoringPage": "restoring",
        "WorklistPage": "worklist",
        "WorkPrintsPage": "work_prints",
        "Finder": "patients",
        "RegistrationPage": "registration",
        "MovesPage": "moves",
        "MergePage": "merge",
        "CallPage": "call",
        "MedicalPage": "medical",
        "ProblemPage": "problem",
        "EscalatePage": "escalate",
        "ClearingPage": "clearing",
        "ReferPage": "refer",
        "EpisodePage": "episode",
        "PapersPage": "papers",
        "RecallEntryPage": "recall_entry",
        "FiguresPage": "figures",
        "FigureList": "figure_list",
        "UsersPage": "people",
        "NewCodePage": "new_code",
        "LogPage": "access_log",
        "BackupsPage": "backups",
        "HelpPage": "help",
        "KeysPage": "keys",
        "QuickStartPage": "quick_start",
        "SettingsPage": "settings",
        "SourcesPage": "sources",
        "ReportPage": "report",
        "AboutPage": "about",
    }
)
"""The pages of the window by the name of their class; those of a chart go by its tabs."""
CHART: Final = "ChartPage"


def topic_of(page: QWidget | None) -> str:
    """Return the name of the help on a page in front."""
    name = type(page).__name__
    if name == CHART:
        tabs = getattr(page, "tabs", None)
        return CHART_TABS[tabs.currentIndex()] if tabs is not None else OTHER
    return BY_PAGE.get(name, OTHER)
