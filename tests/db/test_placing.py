"""Records are refused where another program or computer handles the file; backups are not."""

import json
from pathlib import Path

import pytest

from db import mounts, places, placing
from db.lock import hold
from db.mounts import Mount
from db.trouble import StoreTrouble
from desktop.trouble import store_trouble

MOUNTINFO = r"""
23 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
31 23 8:17 / /media/lee/BACK\040UP rw,nosuid shared:9 - vfat /dev/sdb1 rw
32 23 8:33 / /mnt/card rw - exfat /dev/sdc1 rw
33 23 0:51 / /srv/lee/share rw - cifs //server/share rw
34 23 0:52 / /srv/lee/far rw - fuse.sshfs lee@far:/ rw
broken line
"""
MACOS = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
//lee@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by lee)
"""


def refusal(folder: Path) -> tuple[str, object]:
    with pytest.raises(StoreTrouble) as trouble:
        hold(folder)
    return trouble.value.code, trouble.value.owner


@pytest.mark.parametrize(
    ("parent", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Hill Clinic", "OneDrive"),
        ("Dropbox (Hill Clinic)", "Dropbox"),
        ("GoogleDrive-lee@example.org", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Mobile Documents", "iCloud"),
        ("iCloudDrive", "iCloud"),
    ],
)
def test_a_folder_that_is_named_as_such_programs_name_it(
    tmp_path: Path, parent: str, program: str
) -> None:
    folder = tmp_path / parent / "Foramen" / "clinic"
    assert refusal(folder) == ("synced_folder", program)
    assert not folder.exists()
    sentence = store_trouble("synced_folder", folder, program).sentence
    assert program in sentence
    assert str(folder) in sentence


@pytest.mark.parametrize(
    ("mark", "program"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")]
)
def test_a_folder_with_the_mark_of_such_a_program(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / mark).mkdir()
    assert refusal(tmp_path / "deep" / "clinic") == ("synced_folder", program)


def test_a_folder_that_the_system_names_as_synchronised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "firm"))
    assert refusal(tmp_path / "firm" / "clinic") == ("synced_folder", "OneDrive")
    monkeypatch.delenv("OneDriveCommercial")
    known = tmp_path / "user" / ".dropbox"
    known.mkdir()
    accounts = {"personal": {"path": str(tmp_path / "box")}}
    (known / "info.json").write_text(json.dumps(accounts), "utf-8")
    assert refusal(tmp_path / "box" / "clinic") == ("synced_folder", "Dropbox")
    (known / "info.json").write_text('{"personal": 3}', "utf-8")
    hold(tmp_path / "box" / "clinic").release()


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    hold(tmp_path / "Dropped boxes" / "clinic").release()


def test_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = Mount(tmp_path / "share", "nfs4")
    monkeypatch.setattr(placing, "mount_of", lambda _folder: far)
    assert refusal(tmp_path / "share" / "clinic") == ("network_folder", "")
    assert placing.is_on_network(Path("//server/share/clinic"), None)
    assert placing.is_on_network(Path(r"\\server\share\clinic"), None)


def test_only_who_says_by_whom_when_and_why_may_use_it_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive" / "clinic"
    folder.mkdir(parents=True)
    allowed = folder / places.ALLOWED_HERE
    for content in (b"", b"by = 'Lee'", b"\xff", b"by = 'Lee'\non = 2026-03-30\nreason = ' '"):
        allowed.write_bytes(content)
        assert refusal(folder)[0] == "synced_folder"
    allowed.write_text('by = "Lee"\non = 2026-03-30\nreason = "it is not kept in step"\n', "utf-8")
    hold(folder).release()


def test_what_linux_tells_of_its_disks() -> None:
    found = mounts.of_linux(MOUNTINFO)
    assert [str(one.folder) for one in found[:3]] == ["/", "/media/lee/BACK UP", "/mnt/card"]
    known = {
        "/srv/lee/clinic": (False, False),
        "/media/lee/BACK UP/foramen": (True, False),
        "/mnt/card/x": (True, False),
        "/srv/lee/share/x": (False, True),
        "/srv/lee/far": (False, True),
    }
    for folder, (is_stick, is_network) in known.items():
        mount = mounts.mount_of(Path(folder), found)
        assert mount is not None
        assert (mount.is_stick, mount.is_network) == (is_stick, is_network), folder


def test_what_macos_tells_of_its_disks() -> None:
    kinds = [(one.kind, one.is_stick, one.is_network) for one in mounts.of_macos(MACOS)]
    assert kinds == [("apfs", False, False), ("msdos", True, False), ("smbfs", True, True)]


def _lists_its_root() -> bool:
    """Say whether this system tells on which disk / lies: within a changed root Linux does not."""
    listed = Path("/proc/self/mounts")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ["- /"]
    return any(line.split()[1] == "/" for line in lines)


@pytest.mark.skipif(not _lists_its_root(), reason="a changed root does not list its own disk")
def test_this_computer_tells_where_a_folder_lies(tmp_path: Path) -> None:
    mount = mounts.mount_of(tmp_path)
    assert mount is not None
    assert not mount.is_network
    assert mounts.is_same_disk(tmp_path, tmp_path.parent)
    assert not mounts.is_same_disk(tmp_path, tmp_path / "nowhere")
