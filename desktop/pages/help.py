"""Help on the page in front: what it is for, its keys, three common questions."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import theme
from desktop.actions import keys_text
from desktop.helpwords import Help
from desktop.pages.sidepage import SidePage, add_pairs
from desktop.widgets.flow import flow
from desktop.widgets.form import heading, plain
from desktop.words import tr


class HelpPage(SidePage):
    """Answers what can be asked about one page; F1 once more lists all keys."""

    keys_wanted = Signal()
    quick_start_wanted = Signal()
    other_wanted = Signal(str)
    """Another page about the program: settings, sources, report, about."""

    def __init__(self, topic: str, known: Help, parent: QWidget) -> None:
        super().__init__(tr("Help: {page}").format(page=known.title), parent)
        self.topic = topic
        self.all_keys = QPushButton(tr("All &keys"), self)
        self.quick_start = QPushButton(tr("&Quick start on paper …"), self)
        self.others = {
            name: QPushButton(words, self)
            for name, words in (
                ("sources", tr("&Sources and limits")),
                ("report", tr("&Report a problem …")),
                ("about", tr("&About Foramen")),
            )
        }
        self._fill(known)
        self._connect()

    def _fill(self, known: Help) -> None:
        purpose = self.form.section(tr("What this page is for"))
        purpose.add(plain(known.purpose, purpose))
        lines = [(keys_text(row), row.help) for row in known.keys]
        keys = self.form.section(tr("Keys here"))
        add_pairs(keys, (*lines, *known.more))
        asked = self.form.section(tr("Common questions"))
        for question in known.questions:
            asked.add(heading(question.ask, asked, 3))
            asked.add(plain(question.answer, asked))
        more = self.form.section(tr("More help"))
        more.add(flow(more, self.all_keys, self.quick_start, *self.others.values()))

    def _connect(self) -> None:
        theme.put_icon(self.all_keys, "list", "accent")
        theme.put_icon(self.quick_start, "printer", "accent")
        for button, signal in (
            (self.all_keys, self.keys_wanted),
            (self.quick_start, self.quick_start_wanted),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        for name, button in self.others.items():
            button.setObjectName(name)
            button.setAutoDefault(True)
            button.clicked.connect(self.on_other)

    @Slot()
    def on_other(self) -> None:
        """Show another page about the program."""
        self.other_wanted.emit(self.sender().objectName())
