"""Each library, font and icon is named in docs/licences.md with a licence that lets us ship it."""

import re

import pytest
from packaging.utils import canonicalize_name

from tests.house.source_files import ROOT

PAGE = (ROOT / "docs" / "licences.md").read_text("utf-8")
LIBRARIES = PAGE.partition("## Libraries")[2].partition("## ")[0]
ROW = re.compile(r"^\| ([\w-]+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
LICENCES = {canonicalize_name(name): licence for name, licence in ROW.findall(LIBRARIES)}
ALLOWED = re.compile(
    r"(MIT(-0|-CMU)?|BSD-[23]-Clause|Apache-2\.0|LGPL-3\.0-only|MPL-2\.0|PSF-2\.0|Zlib|ISC)"
)


def test_each_locked_library_has_a_licence_that_fits() -> None:
    lock = (ROOT / "packaging" / "requirements.txt").read_text("utf-8")
    names = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert names == LICENCES.keys() - {"package"}
    parts = {part for name in names for part in re.split(" OR | AND ", LICENCES[name])}
    assert not [part for part in parts if not ALLOWED.fullmatch(part)]


@pytest.mark.parametrize(("folder", "text"), [("fonts", "OFL.txt"), ("icons", "LICENSE")])
def test_each_font_and_icon_is_named_and_its_licence_shipped(folder: str, text: str) -> None:
    place = ROOT / "resources" / folder
    names = {path.name for path in place.iterdir() if path.suffix in {".ttf", ".svg", ".png"}}
    assert names
    assert not [name for name in names if f"`{name}`" not in PAGE]
    assert "ermission" in (place / text).read_text("utf-8")


def test_the_page_names_no_file_that_is_gone() -> None:
    named = set(re.findall(r"`([\w.-]+\.(?:ttf|svg|png))`", PAGE))
    there = {path.name for path in (ROOT / "resources").rglob("*")}
    assert not named - there


def test_our_own_licence_is_there_in_full() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
