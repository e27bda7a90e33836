"""The content is sealed: seal.json holds the checksum of every file as it is in the tree."""

import shutil
from pathlib import Path

import pytest

from resources import seal
from tests.house.source_files import name_of, project_files


def test_the_seal_is_current() -> None:
    assert seal.broken() == (), "run `python3 packaging/dev.py seal`"


def test_every_file_of_content_is_sealed() -> None:
    told = {
        name_of(path)
        for path in project_files()
        if name_of(path).startswith("resources/") and path.suffix in {".toml", ".json"}
    }
    assert told - {f"resources/{seal.MANIFEST}"} == set(seal.sealed())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content of its own, sealed."""
    folder = tmp_path / "resources"
    (folder / "packs" / "one").mkdir(parents=True)
    for name in ("packs/one/pack.toml", "packs/one/timing.en.toml", "catalogue.toml"):
        (folder / name).write_bytes(b"a = 1\nb = 2\n")
    write(folder)
    return folder


def write(folder: Path) -> None:
    """Seal a folder as the developer's command does."""
    import json

    told = {"files": seal.checksums(folder)}
    (folder / seal.MANIFEST).write_text(json.dumps(told), "utf-8")


def test_a_sealed_content_is_whole(content: Path) -> None:
    assert seal.broken(content) == ()


def test_one_changed_byte_breaks_the_seal(content: Path) -> None:
    (content / "packs/one/pack.toml").write_bytes(b"a = 1\nb = 3\n")
    assert seal.broken(content) == (f"{content.name}/packs/one/pack.toml",)


def test_a_file_that_is_gone_or_new_breaks_the_seal(content: Path) -> None:
    (content / "catalogue.toml").unlink()
    shutil.copy(content / "packs/one/pack.toml", content / "packs/one/extra.toml")
    assert seal.broken(content) == (
        f"{content.name}/catalogue.toml",
        f"{content.name}/packs/one/extra.toml",
    )


def test_line_ends_of_another_system_do_not(content: Path) -> None:
    (content / "catalogue.toml").write_bytes(b"a = 1\r\nb = 2\r\n")
    assert seal.broken(content) == ()


@pytest.mark.parametrize(
    "manifest", [None, b"{", b"\xff", b"[]", b'{"files": 3}', b'{"files": {}}']
)
def test_a_seal_that_is_gone_or_no_seal_is_broken(content: Path, manifest: bytes | None) -> None:
    (content / seal.MANIFEST).unlink()
    if manifest is not None:
        (content / seal.MANIFEST).write_bytes(manifest)
    assert seal.broken(content) == (seal.MANIFEST,)
