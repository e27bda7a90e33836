"""A new key: who stays opens the records as before, who left opens nothing, whenever it dies."""

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from db import engine, keychange, places, rekey, seal, vault
from db.clinic import Clinic
from db.codes import RecoveryCode, new_code
from db.lock import hold
from db.patients import register as operation
from db.rekey import RekeyOrder
from db.trouble import StoreTrouble
from db.vault import Key
from pathway.users import NewUser
from tests.db.given import CHEAP, PASSPHRASE, STAMP, USER, Place, registration

OTHER, OTHER_WORDS = "Ama", "another four words here"
GONE, GONE_WORDS = "Kim", "words of somebody gone"
STAFF = replace(STAMP, who=USER)


@pytest.fixture
def code() -> RecoveryCode:
    return new_code()


@pytest.fixture
def crowded(place: Place, code: RecoveryCode) -> Place:
    """A clinic with three users, one patient and a code on paper; one user has just left."""
    clinic = place.open()
    clinic.write(operation, registration(), STAFF)
    with place.key() as key:
        for name, words in ((OTHER, OTHER_WORDS), (GONE, GONE_WORDS)):
            keychange.add_user(clinic, key, (NewUser(name, "clinician"), words), STAFF, CHEAP)
        keychange.set_code(clinic, key, ("recovery", code), STAFF, CHEAP)
    clinic.close()
    return place


def leave(place: Place) -> None:
    clinic = place.open()
    keychange.remove_user(clinic, GONE, STAFF)
    clinic.close()


def order_of(place: Place) -> RekeyOrder:
    return RekeyOrder(place.folder, STAMP.at, "1")


def give_new_key(place: Place) -> None:
    with hold(place.folder), place.key() as key:
        rekey.rekey(order_of(place), key).wipe()


def families(place: Place, key: Key) -> int:
    clinic = Clinic.open(place.folder, key, place.guidelines)
    try:
        return len(clinic.read(lambda session: session.connection().exec_driver_sql(COUNT).all()))
    finally:
        clinic.close()


COUNT = "SELECT family_name FROM patient"


def refusal(place: Place, user: str, words: str) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        vault.unlock(place.folder, user, words)
    return trouble.value.code


def test_everybody_who_stays_opens_the_records_as_before(
    crowded: Place, code: RecoveryCode
) -> None:
    old = crowded.key()
    leave(crowded)
    give_new_key(crowded)
    for key in (
        crowded.key(),
        vault.unlock(crowded.folder, OTHER, OTHER_WORDS),
        vault.unlock_with_code(crowded.folder, code.text),
    ):
        assert key.as_pragma() != old.as_pragma()
        assert families(crowded, key) == 1
    assert refusal(crowded, GONE, GONE_WORDS) == "wrong_passphrase"
    assert not (crowded.folder / places.BEFORE_REKEY).exists()


def test_the_old_key_opens_nothing_any_more(crowded: Place) -> None:
    old = crowded.key()
    leave(crowded)
    give_new_key(crowded)
    with pytest.raises(StoreTrouble) as trouble:
        engine.connect(crowded.records, old, "read")
    assert trouble.value.code == "damaged"


def test_who_left_with_a_copy_of_the_old_slots_cannot_open_the_new_records(crowded: Place) -> None:
    """The old vault gives the one who left the old key, and nothing of what the others keep."""
    before = vault.read_vault(crowded.folder)
    kept = vault.unlock(crowded.folder, GONE, GONE_WORDS)
    leave(crowded)
    give_new_key(crowded)
    now = vault.read_vault(crowded.folder)
    assert {slot.public for slot in now.slots} < {slot.public for slot in before.slots}
    boxes = {slot.name: slot.box for slot in before.slots}
    assert all(boxes[slot.name] != slot.box for slot in now.slots)
    with pytest.raises(StoreTrouble):
        engine.connect(crowded.records, kept, "read")


def test_a_slot_that_somebody_slipped_in_gets_no_new_key(crowded: Place) -> None:
    known = vault.read_vault(crowded.folder)
    with vault.new_key("Mallory") as wrong:
        slipped = vault.with_user(known, wrong, "the words of a thief", CHEAP)
    vault.replace_vault(crowded.folder, slipped)
    with hold(crowded.folder), crowded.key() as key, pytest.raises(StoreTrouble) as trouble:
        rekey.rekey(order_of(crowded), key)
    assert trouble.value.code == "slot_old"
    assert families(crowded, crowded.key()) == 1


def test_the_seal_and_the_logs_still_fit(crowded: Place) -> None:
    kept = seal.read(crowded.folder)
    give_new_key(crowded)
    assert kept is not None
    assert seal.read(crowded.folder) == kept
    clinic = crowded.open()
    assert not clinic.notices
    clinic.close()


def test_a_full_disk_changes_nothing(crowded: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(crowded.folder)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=100_000))
    with hold(crowded.folder), crowded.key() as key, pytest.raises(StoreTrouble) as trouble:
        rekey.rekey(order_of(crowded), key)
    assert trouble.value.code == "disk_full"
    assert families(crowded, crowded.key()) == 1


# One process imports everything and forks for each line: what to do, a folder, the call to die at.
NURSERY = """
import os, pathlib, signal, sys
import resources
from db import keychange, lock, rekey, vault
from db.clinic import Clinic
from pathway.guidelines import read_guidelines
from tests.db.given import CHEAP, PASSPHRASE, STAMP, USER
from tests.db.test_rekey import STAFF

GUIDELINES = read_guidelines(resources.pack_tables())

def give_new_key(folder, key):
    rekey.rekey(rekey.RekeyOrder(folder, STAMP.at, "1"), key)

def change_passphrase(folder, key):
    clinic = Clinic.open(folder, key, GUIDELINES)
    keychange.change_passphrase(clinic, (PASSPHRASE, "quite another sentence"), STAFF, CHEAP)

WORK = {"rekey": give_new_key, "passphrase": change_passphrase}
for line in sys.stdin:
    what, folder, count = line.split()
    left = int(count)
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue

    def look(event, arguments):
        # Every call that opens a file in the clinic's folder or changes a name there.
        global left
        if event in {"open", "os.rename", "os.remove", "os.mkdir"} and folder in str(arguments[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    place = pathlib.Path(folder)
    with lock.hold(place), vault.unlock(place, USER, PASSPHRASE) as key:
        sys.addaudithook(look)
        WORK[what](place, key)
        left = 10**9
    os._exit(0)
"""


def opened_after(place: Place, secrets: tuple[str, ...]) -> list[str]:
    """Return which of the secrets open the records, each of them to the last row."""
    with hold(place.folder):
        found = []
        for words in secrets:
            try:
                key = vault.unlock(place.folder, USER, words)
            except StoreTrouble:
                continue
            assert families(place, key) == 1
            found.append(words)
        with vault.unlock(place.folder, OTHER, OTHER_WORDS) as key:
            assert families(place, key) == 1
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
@pytest.mark.long(40)
@pytest.mark.parametrize(
    ("what", "least"), [("rekey", 20), ("passphrase", 6)], ids=["rekey", "passphrase"]
)
def test_killed_at_any_call_somebody_can_still_open(
    crowded: Place, tmp_path: Path, what: str, least: int
) -> None:
    new = "quite another sentence"
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert nursery.stdin
    assert nursery.stdout
    status = -signal.SIGKILL
    opened: list[list[str]] = []
    keys = set()
    while status != 0:
        target = Path(shutil.copytree(crowded.folder, tmp_path / f"clinic{len(opened)}"))
        nursery.stdin.write(f"{what} {target} {len(opened)}\n")
        nursery.stdin.flush()
        status = int(nursery.stdout.readline())
        assert status in {0, -signal.SIGKILL}
        there = replace(crowded, folder=target)
        opened.append(opened_after(there, (PASSPHRASE, new)))
        with vault.unlock(target, OTHER, OTHER_WORDS) as key:
            keys.add(bytes(key.as_pragma()))
        assert not list(target.glob("*.restored"))
        shutil.rmtree(target)
    nursery.stdin.close()
    nursery.stdout.close()
    assert nursery.wait() == 0
    assert len(opened) > least
    assert all(len(found) == 1 for found in opened)  # the old words or the new, never both or none
    if what == "rekey":
        assert len(keys) > 1
    else:
        assert (opened[0], opened[-1]) == ([PASSPHRASE], [new])
