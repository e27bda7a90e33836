"""The pages of the flows by name: each is made anew when it is wanted."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop.pages.clearing import ClearingPage
from desktop.pages.escalate import EscalatePage
from desktop.pages.flowpage import FlowPage
from desktop.pages.refer import ReferPage
from desktop.pages.reopen import EpisodePage
from pathway.records import ChartView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.desk import Desk

Made = EscalatePage | ClearingPage | ReferPage | EpisodePage
PAGES: Final["Mapping[str, type[Made]]"] = {
    "escalate": EscalatePage,
    "flags": ClearingPage,
    "refer": ReferPage,
    "episode": EpisodePage,
}


def page_of(name: str, desk: "Desk", view: ChartView, parent: QWidget) -> FlowPage:
    """Return the page of a flow."""
    return PAGES[name](desk, view, parent)
