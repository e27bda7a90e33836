"""The style sheet: what Fusion and the palette alone do not give.

A border on a combo or spin box takes its arrows away unless they are styled too. ``font-weight`` in
a state (``:default``, ``:selected``) clips text, because Qt measures without it: so there is none.
"""

from typing import Final

from desktop.tokens import Tokens
from resources import icon as icon_file

_ENTRY: Final = """
QLabel[role="h1"] {font-size:%(h1)spt; font-weight:600}
QLabel[role="muted"] {color:%(muted)s}
QLabel[role="problem"] {color:%(danger)s}
QLabel#DemoMark {background:%(warn_soft)s; color:%(warn)s; padding:4px 16px; font-weight:600}
QFrame[role="card"] {background:%(base)s; border:1px solid %(border)s; border-radius:12px}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {border:1px solid %(control)s;
  border-radius:6px; padding:6px 9px; background:%(base)s; min-height:%(line)spx;
  selection-background-color:%(accent)s; selection-color:%(on_accent)s}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
  border:2px solid %(accent)s; padding:5px 8px}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border:2px solid %(danger)s; padding:5px 8px}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {background:%(window)s;
  border-color:%(border)s}
QComboBox::drop-down {border:none; width:%(drop)spx}
QPushButton {border:1px solid %(control)s; border-radius:6px; padding:6px 16px; background:%(base)s;
  color:%(text)s; min-height:%(line)spx; outline:none}
QPushButton:hover {background:%(soft)s}
QPushButton:pressed {background:%(accent_soft)s}
QPushButton:checked {background:%(accent_soft)s; border-color:%(accent)s}
QPushButton:focus {border:2px solid %(accent)s; padding:5px 15px}
QPushButton:disabled {color:%(control)s; border:1px dashed %(border)s; background:%(window)s}
QPushButton[kind="primary"] {background:%(accent)s; color:%(on_accent)s; border-color:%(accent)s;
  font-weight:600}
QPushButton[kind="primary"]:focus {border:2px solid %(text)s}
QPushButton[kind="primary"]:hover {border-color:%(text)s}
QPushButton[kind="primary"]:disabled {background:%(soft)s; color:%(control)s; border-color:%(soft)s}
QPushButton[kind="plain"] {border-color:transparent; background:transparent; color:%(accent)s}
QPushButton[kind="plain"]:hover {background:%(accent_soft)s}
QPushButton[kind="plain"]:focus {border:2px solid %(accent)s}
QScrollArea {background:transparent; border:none}
QScrollBar:vertical {width:14px; background:transparent; margin:0}
QScrollBar:horizontal {height:14px; background:transparent; margin:0}
QScrollBar::handle {background:%(control)s; border-radius:4px; margin:3px; min-width:36px;
  min-height:36px}
QScrollBar::handle:disabled {background:transparent}
QScrollBar::add-line, QScrollBar::sub-line {width:0; height:0}
QScrollBar::add-page, QScrollBar::sub-page {background:transparent}
QStatusBar {color:%(muted)s; background:%(base)s; border-top:1px solid %(border)s}
QStatusBar::item {border:none}
QProgressBar {border:none; background:%(soft)s; border-radius:3px; max-height:6px}
QProgressBar::chunk {background:%(accent)s; border-radius:3px}
"""
"""What the unlock page is dressed in: each rule that it does not need would delay it."""

_ROOMS: Final = """
QComboBox::down-arrow {image:url(%(arrow_down)s); width:%(dot)spx; height:%(dot)spx}
QLabel[role="title"] {font-size:%(title)spt; font-weight:600}
QLabel[role="h2"] {font-size:%(h2)spt; font-weight:600}
QLabel[role="h3"] {font-weight:600}
QLabel[role="small"] {color:%(muted)s; font-size:%(small)spt}
QLabel[role="code"] {font-size:%(h1)spt; font-weight:600; background:%(accent_soft)s;
  color:%(text)s;
  border-radius:8px; padding:8px 4px}
QLabel[chip] {border-radius:%(round)spx; padding:3px 10px; font-weight:600;
  background:%(soft)s; color:%(text)s}
QLabel[chip="danger"] {background:%(danger_soft)s; color:%(danger)s}
QLabel[chip="warn"] {background:%(warn_soft)s; color:%(warn)s}
QLabel[chip="ok"] {background:%(ok_soft)s; color:%(ok)s}
QLabel[chip="info"] {background:%(accent_soft)s; color:%(accent)s}
QLabel[chip="open"] {background:transparent; color:%(muted)s; border:1px dashed %(control)s;
  font-weight:400}
QLabel[brief="true"] {font-size:%(small)spt}
QLabel[chip][brief="true"] {padding:1px 10px; border-radius:%(brief_round)spx}
QFrame[role="question"] {background:transparent; border:1px solid transparent;
  border-radius:8px}
QFrame[current="true"] {background:%(soft)s; border-%(start)s:4px solid %(accent)s}
QFrame[answered="yes"] {background:%(danger_soft)s; border-%(start)s:4px solid %(danger)s}
QFrame[answered="unable"], QFrame[answered="declined"] {background:%(warn_soft)s;
  border-%(start)s:4px solid %(warn)s}
QFrame#ActionBar {background:%(base)s; border:none; border-top:1px solid %(border)s}
QPushButton[kind="step"] {border-color:transparent; background:transparent; text-align:left;
  padding:7px 12px}
QPushButton[kind="step"]:hover {background:%(soft)s}
QPushButton[kind="step"]:checked {background:%(accent_soft)s; color:%(text)s}
QPushButton[kind="step"]:focus {border:2px solid %(accent)s; padding:6px 11px}
QFrame[weight="danger"] {border-%(start)s:5px solid %(danger)s}
QFrame[weight="warn"] {border-%(start)s:5px solid %(warn)s}
QFrame[role="line"] {background:%(border)s; border:none; max-height:1px}
QFrame[notice="danger"] {background:%(danger_soft)s; border:none;
  border-%(start)s:4px solid %(danger)s}
QFrame[notice="warn"] {background:%(warn_soft)s; border:none;
  border-%(start)s:4px solid %(warn)s}
QFrame[notice="info"] {background:%(accent_soft)s; border:none;
  border-%(start)s:4px solid %(accent)s}
QFrame[notice] {border-radius:6px}
QFrame[weight="danger"], QFrame[weight="warn"], QFrame[notice], QFrame[current="true"],
QFrame[answered="yes"],
QFrame[answered="unable"], QFrame[answered="declined"] {border-top-%(start)s-radius:0;
  border-bottom-%(start)s-radius:0}
QFrame#Banner, QFrame#Glance {background:%(base)s; border:none;
  border-bottom:1px solid %(border)s}
QFrame#Glance[past="true"] {background:%(warn_soft)s}
QSlider::groove:horizontal {height:4px; background:%(border)s; border-radius:2px}
QSlider::sub-page:horizontal {background:%(accent)s; border-radius:2px}
QSlider::handle:horizontal {background:%(accent)s; border:2px solid %(base)s; width:16px;
  margin:-8px 0; border-radius:10px}
QSlider::handle:horizontal:focus {border-color:%(text)s}
QFrame#Past {border:4px solid %(warn)s}
QLabel[late="true"] {color:%(danger)s}
QComboBox QAbstractItemView {border:1px solid %(control)s; background:%(base)s; padding:4px;
  selection-background-color:%(accent_soft)s; selection-color:%(text)s}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {border:none; width:26px; background:transparent}
QSpinBox::up-button, QDoubleSpinBox::up-button {subcontrol-position:top right}
QSpinBox::down-button, QDoubleSpinBox::down-button {subcontrol-position:bottom right}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {image:url(%(arrow_up)s); width:14px; height:14px}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {image:url(%(arrow_down)s); width:14px;
  height:14px}
QPushButton[kind="danger"] {background:%(danger)s; color:%(on_danger)s; border-color:%(danger)s;
  font-weight:600}
QPushButton[kind="danger"]:focus {border:2px solid %(text)s}
QPushButton[kind="answer"] {padding:5px 12px; min-width:%(answer)spx}
QPushButton[kind="answer"]:focus {padding:4px 11px}
QPushButton[kind="answer"]:checked {background:%(accent)s; color:%(on_accent)s;
  border-color:%(accent)s}
QPushButton[kind="answer"]:checked:focus {border:2px solid %(text)s}
QPushButton[compact="true"] {min-width:%(rating)spx; padding:5px 6px}
QPushButton[compact="true"]:focus {padding:4px 5px}
QToolButton {border:2px solid transparent; border-radius:6px; padding:5px 9px; outline:none}
QToolButton::menu-indicator {image:none; width:0}
QToolButton:hover {background:%(soft)s}
QToolButton:checked {background:%(accent_soft)s; color:%(accent)s}
QToolButton:focus {border-color:%(accent)s}
QRadioButton {spacing:8px; padding:4px; border:2px solid transparent; border-radius:6px;
  outline:none}
QRadioButton:focus {border-color:%(accent)s}
QRadioButton::indicator {width:%(dot)spx; height:%(dot)spx; border:1px solid %(control)s;
  border-radius:%(dot_round)spx; background:%(base)s}
QRadioButton::indicator:checked {border:5px solid %(accent)s; width:%(dot_in)spx;
  height:%(dot_in)spx; border-radius:%(dot_round)spx}
QRadioButton::indicator:disabled {border:1px dashed %(control)s; background:%(window)s}
QCheckBox {spacing:8px; padding:4px; border:2px solid transparent; border-radius:6px;
  outline:none}
QCheckBox:focus {border-color:%(accent)s}
QCheckBox:disabled {color:%(control)s}
QCheckBox::indicator, QAbstractItemView::indicator {width:%(tick)spx; height:%(tick)spx;
  border:2px solid %(muted)s; border-radius:4px; background:%(base)s}
QCheckBox::indicator:hover, QAbstractItemView::indicator:hover {border-color:%(accent)s}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {border-color:%(accent)s;
  background:%(accent)s; image:url(%(tick_mark)s)}
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled {
  border:2px dashed %(control)s; background:%(window)s}
QCheckBox::indicator:checked:disabled, QAbstractItemView::indicator:checked:disabled {
  border:2px solid %(control)s; background:%(control)s}
QScrollArea[role="pages"] {border:2px solid transparent; border-radius:8px}
QScrollArea[role="pages"]:focus {border-color:%(accent)s}
QTabBar {qproperty-drawBase:0}
QTabWidget::pane {border:none; border-top:1px solid %(border)s}
QTabBar::tab {padding:9px 18px; border:none; border-bottom:3px solid transparent; color:%(muted)s;
  margin-right:4px; min-height:%(line)spx}
QTabBar::tab:hover {color:%(text)s}
QTabBar::tab:selected {color:%(accent)s; border-bottom:3px solid %(accent)s}
QTabBar::tab:focus {border:2px solid %(accent)s; border-radius:6px}
QTableView, QListView, QTreeView {border:2px solid %(border)s; border-radius:8px;
  background:%(base)s;
  alternate-background-color:%(alt)s; gridline-color:%(border)s; outline:0;
  selection-background-color:%(accent_soft)s; selection-color:%(text)s}
QTableView[roomy="true"]::item {padding:0 8px}
QListView::item {padding:3px 8px}
QTableView:focus, QListView:focus, QTreeView:focus {border:2px solid %(accent)s}
QHeaderView {background:%(base)s; border:none; border-radius:8px}
QHeaderView::section {background:%(base)s; border:none; border-bottom:1px solid %(border)s;
  padding:8px 10px; color:%(muted)s}
QToolBar {border:none; border-bottom:1px solid %(border)s; spacing:4px; padding:6px 12px;
  background:%(base)s}
QMenuBar {background:%(base)s; padding:2px 8px}
QMenuBar::item {padding:5px 10px; border-radius:6px; background:transparent}
QMenuBar::item:selected {background:%(soft)s}
QMenu {background:%(base)s; border:1px solid %(border)s; padding:6px}
QMenu::item {padding:7px 28px 7px 14px; border-radius:6px}
QMenu::item:selected {background:%(accent_soft)s; color:%(text)s}
QMenu::item:disabled {color:%(control)s}
QMenu::separator {height:1px; background:%(border)s; margin:6px 8px}
QMenu::icon {padding-left:8px}
QToolTip {background:%(base)s; color:%(text)s; border:1px solid %(control)s; padding:6px 8px}
"""


def style_sheet(
    colours: Tokens, points: float, *, font: str = "", is_mirrored: bool = False
) -> str:
    """Return the style sheet for these colours and text size.

    With a ``font`` it is only what the entry needs, and names the font as well. Mirrored, what
    marks the beginning of a line is on the right.
    """
    scale = points / 10.5
    measures = {
        "start": "right" if is_mirrored else "left",
        "arrow_down": icon_file("control-chevron-down").as_posix(),
        "arrow_up": icon_file("control-chevron-up").as_posix(),
        "tick_mark": icon_file(_tick(colours)).as_posix(),
        "title": round(points * 2.1, 1),
        "h1": round(points * 1.55, 1),
        "h2": round(points * 1.15, 1),
        "small": round(points * 0.92, 1),
        "line": round(22 * scale),
        "answer": round(52 * scale),
        "rating": round(28 * scale),
        "drop": round(28 * scale),
        "dot": round(16 * scale),
        "tick": round(14 * scale),
        "dot_in": round(16 * scale) - 8,
        "dot_round": round(16 * scale) // 2 + 1,
        "round": round(11 * scale),
        "brief_round": round(9 * scale),
    }
    written = (_ENTRY if font else _ENTRY + _ROOMS) % (colours._asdict() | measures)
    return f'QWidget {{font-family:"{font}"; font-size:{points}pt}}{written}' if font else written


def _tick(colours: Tokens) -> str:
    """Return the tick that is seen on the accent: a style sheet cannot tint a picture."""
    is_white = colours.on_accent == "#ffffff"
    return "control-tick-light" if is_white else "control-tick-dark"
