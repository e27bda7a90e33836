"""Two records of one person: found, laid side by side, and made one by somebody who looked."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.actions import ActionId
from desktop.models.patients import Found
from desktop.notice import Notice
from desktop.pages.mergeform import MergeForm, Side
from desktop.pages.piecedform import foot_of
from desktop.pages.twinsbox import TwinRow
from desktop.trouble import Trouble
from desktop.widgets.form import Form, Section, plain
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.birth import Birth, birth_of
from pathway.person import Person
from pathway.records import Changes, ChartView, PatientRow, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk

MOST_SHOWN = 6
PAUSE_MILLISECONDS = 120
"""Between two letters of somebody who types."""


class SearchForm(Form):
    """Who may be the same person, and a line to look for anybody else."""

    chosen = Signal(object)  # ProblemId

    def __init__(self, whose: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.add(plain(tr("One person, two records"), self.content, "h1"))
        said = tr("Look for the other record of {name}.").format(name=whose)
        self.part: Section = self.section(tr("Which is the other record?"), said)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(tr("Part of the name, number or birth date"))
        self.part.row(tr("&Look for"), self.line)
        self.none = plain(tr("Nobody else fits."), self.part, "muted")
        self.part.add(self.none)
        self.rows: list[TwinRow] = []
        self.setFocusProxy(self.line)

    def show_rows(self, rows: tuple[PatientRow, ...]) -> None:
        """Show these people, each with the way to the comparison."""
        for row in self.rows:
            self.part.box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [TwinRow(row, self._today, self.part) for row in rows[:MOST_SHOWN]]
        for shown in self.rows:
            shown.open.setText(tr("Compare"))
            shown.open.setToolTip("")
            name = show.name(shown.row.family_name, shown.row.given_name)
            said = tr("Compare with {name}, number {number}")
            shown.open.setAccessibleName(said.format(name=name, number=shown.row.number))
            shown.opened.connect(self.chosen)
            self.part.add(shown)
            shown.show()  # at once: Tab may be the next key
        self.none.setVisible(not rows)
        tab_in_order(self)


class MergePage(QWidget):
    """Leads from one record to the other, shows both, and makes them one."""

    left = Signal()
    chart_wanted = Signal(object)
    settled = Signal()
    """What can be done here is something else now."""

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._is_sent = False
        patient = view.chart.patient
        self.notice = Notice(self)
        self.search = SearchForm(show.patient_name(patient), desk.today, self)
        self.form: MergeForm | None = None
        self.back = QPushButton(tr("&Back"), self)
        self.save = QPushButton(tr("&Make one record of both"), self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MILLISECONDS)
        self._lay_out()
        self._connect()
        names = f"{patient.family_name} {patient.given_name}".strip()
        desk.people.alike(names, birth_of(patient), self.on_alike)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back" or (action == "save" and self.form is not None)

    def act(self, action: ActionId) -> None:
        """Make one record, or go back."""
        if action == "save":
            self.on_save()
        elif action == "back":
            self.on_back()

    def compare(self, problem_id: ProblemId) -> None:
        """Lay the other record beside this one."""
        mine, theirs = self._side(self._view), self._side(self._desk.view(problem_id))
        if mine is None or theirs is None:
            return
        if mine.patient_id == theirs.patient_id:
            self.notice.tell(tr("That is the same record."), "warn")
            return
        labels = {item.place: item.label for item in self._desk.catalogue.conditions}
        self.form = MergeForm(mine, theirs, labels, self)
        self.search.hide()
        self._box.insertWidget(1, self.form, 1)
        self.setFocusProxy(self.form)
        self.save.show()
        tab_in_order(self)
        self.form.setFocus()
        if not _may_be_one(mine.person, theirs.person):
            said = tr("Births and names differ: look twice whether this is one person.")
            self.notice.tell(said, "warn")
        self.settled.emit()

    @Slot(object)
    def on_alike(self, rows: tuple[PatientRow, ...]) -> None:
        """Show who may be the same, until something is looked for."""
        if not self.search.line.text().strip():
            self._show(rows)

    @Slot()
    def on_due(self) -> None:
        """Look for what was typed."""
        self._soon.stop()
        self._desk.find(self.search.line.text(), self.on_found, "merge")

    def on_found(self, found: Found) -> None:
        """Show who was found."""
        self._show(tuple(found.rows(found.ids[: 3 * MOST_SHOWN])))

    @Slot(object)
    def on_chosen(self, problem_id: ProblemId) -> None:
        """Compare with this one."""
        self.compare(problem_id)

    @Slot()
    def on_back(self) -> None:
        """Leave both records as they are."""
        self.left.emit()

    @Slot()
    def on_save(self) -> None:
        """Make one record, once everything that differs is decided."""
        if self.form is None or self._is_sent:
            return
        if self.form.show_problems():
            self.form.show_first_problem()
            return
        self._is_sent = True
        self._desk.people.merge(self.form.entry(), self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Open the chart, which shows the one record."""
        self.chart_wanted.emit(changes.problem or self._view.problem_id)

    def on_refused(self, trouble: Trouble) -> None:
        """Say why both records are as they were."""
        self._is_sent = False
        self.notice.tell(trouble.sentence, "danger")

    def _side(self, view: ChartView | None) -> Side | None:
        person = self._desk.people.person(view.patient_id) if view else None
        if view is None or person is None:
            return None
        problems = self._desk.people.problems(view.patient_id)
        return Side(view.patient_id, view.chart.patient.number, person, problems)

    def _show(self, rows: tuple[PatientRow, ...]) -> None:
        found: dict[str, PatientRow] = {}
        for row in rows:
            if row.patient_id != self._view.patient_id:
                found.setdefault(row.patient_id, row)
        self.search.show_rows(tuple(found.values()))

    def _connect(self) -> None:
        self.search.line.textEdited.connect(self.on_typed)
        self.search.line.returnPressed.connect(self.on_due)
        self.search.chosen.connect(self.on_chosen)
        self._soon.timeout.connect(self.on_due)
        self.save.clicked.connect(self.on_save)
        self.back.clicked.connect(self.on_back)

    @Slot(str)
    def on_typed(self, text: str) -> None:
        self._soon.start()

    def _lay_out(self) -> None:
        self.setFocusProxy(self.search)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.notice)
        self._box.addWidget(self.search, 1)
        self._box.addWidget(foot_of(self, self.back, self.save))
        self.save.hide()


def _may_be_one(one: Person, other: Person) -> bool:
    """Tell whether names or births are the same; slips are seen on the page anyhow."""
    if one.who is None or other.who is None:
        return True
    both = (one.who, other.who)
    mine, theirs = (Birth(who.birth_date, who.birth_known) for who in both)
    names = [{who.family_name.casefold(), who.given_name.casefold()} for who in both]
    return mine.may_be(theirs) or names[0] == names[1]
