"""No file names a registry, an index or a machine's folder: set-up works with any of them."""

import re

import pytest

from tests.house.source_files import name_of, text_files

# Written in pieces, so that this file does not match itself.
REGISTRIES = ("pypi", "pythonhosted", "npmjs", "debian", "ubuntu", "crates", "anaconda", "pkg")
ADDRESSES = {
    "registry": rf"//[\w.-]*\b(?:{'|'.join(REGISTRIES)})\.(?:org|com|io|dev)\b",
    "index option": r"(?:^|\s)--(?:extra-)?index-url\b|^\s*(?:extra-)?index-url\s*=",
    "link option": r"(?:^|\s)--find-links\b|^\s*find-links\s*=",
    "file address": r"file:" + r"///",
    "machine path": r"(?<![\w.$}])/(?:work|root|home|Users)/\w",
    "windows path": r"\b[A-Z]:\\(?:Users|home)\b",
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_no_file_holds_an_address(kind: str) -> None:
    pattern = re.compile(ADDRESSES[kind], re.MULTILINE)
    found = [name_of(path) for path in text_files() if pattern.search(path.read_text("utf-8"))]
    assert not found


def test_the_patterns_find_what_they_are_for() -> None:
    samples = {
        "registry": "see https:/" + "/pypi" + ".org/simple",
        "index option": "pip install --extra-" + "index-url X",
        "link option": "find-" + "links = wheels",
        "file address": "file:" + "///opt",
        "machine path": "cd /" + "home/someone",
        "windows path": "C:" + "\\Users\\someone",
    }
    assert samples.keys() == ADDRESSES.keys()
    assert all(re.search(ADDRESSES[kind], text, re.MULTILINE) for kind, text in samples.items())
