"""Tagged PDF: what a screen reader is told (structure, order, language), after PDF/UA-1.

While pages are drawn each piece of text is marked as content of an element, and all else as an
artifact. Afterwards the tree of elements is written into the finished file.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfgen.canvas import Canvas

Role: TypeAlias = Literal[
    "Document",
    "Sect",
    "H1",
    "H2",
    "H3",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Figure",
    "Table",
    "TR",
    "TH",
    "TD",
]
Scope: TypeAlias = Literal["", "Row", "Column"]


class Mark(NamedTuple):
    """A marked piece of a page: the page's index and the piece's number on it."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure tree, in reading order.

    ``alt`` says what a figure shows, ``scope`` what the heading of a table stands for.
    """

    role: Role
    tree: "Tree"
    kids: list["Element | Mark"] = field(default_factory=list)
    alt: str = ""
    scope: Scope = ""

    def add(self, role: Role) -> "Element":
        """Return a new last child."""
        child = Element(role, self.tree)
        self.kids.append(child)
        return child

    @contextmanager
    def content(self, canvas: Canvas) -> Iterator[None]:
        """Mark what is drawn meanwhile as content of this element."""
        page = canvas.getPageNumber() - 1
        owners = self.tree.owners.setdefault(page, [])
        canvas.addLiteral(f"/{self.role} <</MCID {len(owners)}>> BDC")
        self.kids.append(Mark(page, len(owners)))
        owners.append(self)
        yield
        canvas.addLiteral("EMC")


class Tree:
    """The structure of one print; ``owners`` lists, page by page, whose each marked piece is."""

    def __init__(self) -> None:
        self.owners: dict[int, list[Element]] = {}
        self.root = Element("Document", self)


@contextmanager
def artifact(canvas: Canvas, *, running: bool = False) -> Iterator[None]:
    """Mark what is drawn meanwhile as nothing to read: lines, and what repeats on each page."""
    canvas.addLiteral(f"/Artifact <</Type /{'Pagination' if running else 'Layout'}>> BDC")
    yield
    canvas.addLiteral("EMC")


def tagged(raw: bytes, tree: Tree, title: str, language: str, made_at: datetime) -> bytes:
    """Return the PDF with structure, language and title; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _write_structure(pdf, tree)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _write_metadata(pdf, title, language, made_at)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _write_structure(pdf: Pdf, tree: Tree) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[Element, Object] = {}
    root.K = _write_element(pdf, tree.root, root, made)
    numbers: list[Object | int] = []
    for page, owners in sorted(tree.owners.items()):
        pdf.pages[page].obj.StructParents = page
        pdf.pages[page].obj.Tabs = Name.S
        numbers += [page, pdf.make_indirect(Array([made[owner] for owner in owners]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root


def _write_element(
    pdf: Pdf, element: Element, parent: Object, made: dict[Element, Object]
) -> Object:
    written = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
    )
    made[element] = written
    if element.role == "L":
        written.A = Dictionary(O=Name.List, ListNumbering=Name.Disc)
    if element.scope:
        written.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.alt:
        written.Alt = String(element.alt)
    kids: list[Object] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write_element(pdf, kid, written, made))
        else:
            page = pdf.pages[kid.page].obj
            kids.append(Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number))
    written.K = Array(kids)
    return written


def _write_metadata(pdf: Pdf, title: str, language: str, made_at: datetime) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {language}
        metadata["pdf:Producer"] = "Foramen"
        metadata["xmp:CreateDate"] = made_at.isoformat(timespec="minutes")
        metadata["pdfuaid:part"] = "1"
    del pdf.docinfo
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = "Foramen"
