"""Who works at the clinic: what each may do, how they come and go, and what opens for whom."""

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from db import attempts, care, drafts, keychange, patients, places, roles, users, vault, visits
from db.clinic import Clinic, name_of
from db.codes import new_code
from db.keyslots import Key, Slot
from db.trouble import RecordRefused, StoreTrouble
from pathway.facts import Visit
from pathway.records import Amendment, VisitEntry
from pathway.users import GlassBroken, NewUser, Paper, Role, User
from tests.db.given import CHEAP, PASSPHRASE, STAMP, USER, Place, register

WORDS = "another four words here"
BY_USER = replace(STAMP, who=USER)


def add(place: Place, name: str, role: Role = "staff", words: str = WORDS) -> None:
    clinic = place.open()
    with place.key() as key:
        keychange.add_user(clinic, key, (NewUser(name, role), words), BY_USER, CHEAP)
    clinic.close()


def opened_by(place: Place, name: str, words: str = WORDS) -> Clinic:
    return Clinic.open(place.folder, vault.unlock(place.folder, name, words), place.guidelines)


def everybody(place: Place) -> dict[str, User]:
    clinic = place.open()
    found = {user.name: user for user in keychange.everybody(clinic)}
    clinic.close()
    return found


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(RecordRefused) as refusal:
        work()
    return refusal.value.code


def test_who_founds_a_clinic_is_its_first_clinician(place: Place) -> None:
    found = everybody(place)
    assert [(one.name, one.role, one.is_active) for one in found.values()] == [
        (USER, "clinician", True)
    ]
    clinic = place.open()
    assert clinic.role == "clinician"
    assert [code.kind for code in clinic.read(users.papers)] == ["recovery"]
    clinic.close()


def test_a_clinic_from_before_there_were_roles_is_all_clinicians(clinic: Clinic) -> None:
    with vault.new_key("Somebody") as key:
        assert clinic.read(users.role_of, key) == "staff"
    with vault.new_key(USER) as key:
        key.kind = "recovery"
        assert clinic.read(users.role_of, key) == "clinician"


def test_staff_register_and_interview_and_neither_sign_nor_amend(place: Place) -> None:
    add(place, "Ama")
    clinic = opened_by(place, "Ama")
    stamp = replace(STAMP, who="Ama")
    problem = register(clinic)
    saved = clinic.write(visits.save, VisitEntry(problem, Visit(stamp.today, pain_limb=7)), stamp)
    visit = saved.visit
    assert visit
    assert refused(lambda: clinic.write(visits.sign, visit, stamp)) == "not_allowed"
    entry = VisitEntry(problem, Visit(stamp.today), id=saved.visit)
    amendment = Amendment(entry, "because")
    assert refused(lambda: clinic.write(visits.amend, amendment, stamp)) == "not_allowed"
    new = (NewUser("Kim", "clinician"), WORDS)
    with place.key() as key:
        work = partial(keychange.add_user, clinic, key, new, stamp, CHEAP)
        assert refused(work) == "not_allowed"
    clinic.close()
    assert "Kim" not in vault.user_names(place.folder)


def test_every_operation_is_for_everybody_or_for_clinicians() -> None:
    """What nobody listed is refused to staff; what is listed is an operation that exists."""
    known = set()
    for path in Path(places.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.args.args:
                known.add(f"{path.stem}.{node.name}")
    assert known >= roles.STAFF_MAY
    for weighty in ("visits.sign", "visits.amend", "visits.enter_in_error", "decisions.record"):
        assert weighty in known
        assert not roles.may("staff", weighty)
    for weighty in ("acknowledgements.record", "packs.adopt", "merging.merge", "users.add"):
        assert weighty in known
        assert not roles.may("staff", weighty)
    assert roles.may("clinician", "anything.new")
    assert not roles.may("staff", "anything.new")
    names = {name_of(one) for one in (patients.register, drafts.keep, care.enter_in_error)}
    assert names <= roles.STAFF_MAY


def test_a_user_comes_leaves_and_comes_back(place: Place) -> None:
    add(place, "Ama")
    assert everybody(place)["Ama"].has_slot
    clinic = place.open()
    keychange.remove_user(clinic, "Ama", BY_USER)
    clinic.close()
    gone = everybody(place)["Ama"]
    assert (gone.is_active, gone.has_slot, gone.is_key_due) == (False, False, True)
    with pytest.raises(StoreTrouble) as trouble:
        vault.unlock(place.folder, "Ama", WORDS)
    assert trouble.value.code == "wrong_passphrase"
    add(place, "Ama", "clinician")
    assert everybody(place)["Ama"].role == "clinician"
    opened_by(place, "Ama").close()


def test_the_last_clinician_stays(place: Place) -> None:
    add(place, "Ama")
    clinic = place.open()
    leave = partial(keychange.remove_user, clinic, USER, BY_USER)
    demote = partial(keychange.set_role, clinic, NewUser(USER, "staff"), BY_USER)
    assert refused(leave) == "last_clinician"
    assert refused(demote) == "last_clinician"
    keychange.set_role(clinic, NewUser("Ama", "clinician"), BY_USER)
    demote()
    clinic.close()
    clinic = place.open()
    assert clinic.role == "staff"
    clinic.close()


@pytest.mark.parametrize(
    "name", ["", "  ", " Ama", "A\u200bma", "\u202eAma", "Ama  B", "Ame\u0301"]
)
def test_a_user_needs_a_name(clinic: Clinic, name: str) -> None:
    assert refused(lambda: clinic.write(users.add, NewUser(name, "staff"), STAMP)) == "invalid"


def test_a_name_is_given_once(clinic: Clinic) -> None:
    again = NewUser(USER, "staff")
    assert refused(lambda: clinic.write(users.add, again, STAMP)) == "user_there"
    assert refused(lambda: clinic.write(users.leave, "Nobody", STAMP)) == "unknown_user"


@pytest.mark.parametrize("name", ["lee", "L\u0435e", "\uff2cee"])
def test_nobody_gets_a_name_that_looks_like_another(clinic: Clinic, name: str) -> None:
    alike = NewUser(name, "staff")
    assert refused(lambda: clinic.write(users.add, alike, STAMP)) == "user_alike"
    assert [one.name for one in keychange.everybody(clinic)] == [USER]


def test_a_passphrase_is_changed_by_who_knows_it_and_reset_by_a_clinician(place: Place) -> None:
    add(place, "Ama")
    clinic = opened_by(place, "Ama")
    stamp = replace(STAMP, who="Ama")
    with pytest.raises(StoreTrouble):
        keychange.change_passphrase(clinic, ("wrong", "new words of Ama's own"), stamp, CHEAP)
    keychange.change_passphrase(clinic, (WORDS, "new words of Ama's own"), stamp)
    assert refused(lambda: clinic.write(users.reset, USER, stamp)) == "not_allowed"
    clinic.close()
    clinic = opened_by(place, "Ama", "new words of Ama's own")
    clinic.close()
    clinic = place.open()
    with place.key() as key:
        keychange.reset_passphrase(clinic, key, ("Ama", WORDS), BY_USER)
    clinic.close()
    opened_by(place, "Ama").close()


def test_a_new_code_takes_the_place_of_the_old_one(place: Place) -> None:
    first, second = new_code(), new_code()
    clinic = place.open()
    with place.key() as key:
        keychange.set_code(clinic, key, ("recovery", first), BY_USER, CHEAP)
        keychange.set_code(clinic, key, ("recovery", second), BY_USER, CHEAP)
    with pytest.raises(StoreTrouble):
        keychange.check_code(clinic, ("recovery", first.text), BY_USER)
    keychange.check_code(clinic, ("recovery", second.text), BY_USER)
    clinic.close()
    assert vault.unlock_with_code(place.folder, second.text).kind == "recovery"


def test_breaking_the_glass_stands_until_somebody_has_seen_it_and_renewed_it(place: Place) -> None:
    code = new_code()
    clinic = place.open()
    with place.key() as key:
        keychange.set_code(clinic, key, ("envelope", code), BY_USER, CHEAP)
    clinic.close()
    key = vault.unlock_with_envelope(place.folder, code.text)
    assert (key.kind, key.user) == ("envelope", vault.ENVELOPE)
    clinic = Clinic.open(place.folder, key, place.guidelines)
    assert clinic.role == "clinician"
    nobody = GlassBroken("Locum", "  ")
    assert refused(lambda: keychange.break_glass(clinic, nobody, STAMP)) == "no_reason"
    keychange.break_glass(clinic, GlassBroken("Locum", "Dr Lee is ill"), STAMP)
    found = {one.kind: one for one in clinic.read(users.papers)}["envelope"]
    assert (found.is_unseen, found.used_by) == (True, "Locum")
    kind: Paper = "envelope"
    clinic.write(users.note_seen, kind, BY_USER)
    found = {one.kind: one for one in clinic.read(users.papers)}["envelope"]
    assert (found.is_opened, found.is_unseen) == (True, False)
    keychange.set_code(clinic, key, ("envelope", new_code()), BY_USER, CHEAP)
    found = {one.kind: one for one in clinic.read(users.papers)}["envelope"]
    assert not found.is_opened
    clinic.close()


def first_format(folder: Path, key: Key, words: str) -> None:
    """Write the vault as the first format had it: the key itself under the passphrase."""
    from db import keyslots

    known = vault.read_vault(folder)
    salt, nonce = b"s" * 16, b"n" * 12
    empty = Slot("user", USER, CHEAP, salt, nonce, b"")
    lock = keyslots._lock(words, salt, CHEAP)
    slot = replace(empty, sealed=key.sealed_by(lock, nonce, empty.header(known.id)))
    body = vault._body(replace(known, slots=(slot,))) | {"format": 1}
    text = json.dumps({"sha256": vault._checksum(body), "vault": body})
    for name in places.VAULTS:
        (folder / name).write_text(text, "utf-8")


def test_a_slot_of_the_first_format_opens_and_gets_keys_of_its_own(place: Place) -> None:
    with place.key() as key:
        first_format(place.folder, key, PASSPHRASE)
        pragma = bytes(key.as_pragma())
    key = place.key()
    assert bytes(key.as_pragma()) == pragma
    keychange.renew_old_slot(place.folder, key, PASSPHRASE)
    slot = vault.read_vault(place.folder).slot("user", USER)
    assert slot
    assert slot.has_own_keys
    assert bytes(place.key().as_pragma()) == pragma


class Uptime:
    """The seconds for which a machine has been on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def wrong(folder: Path, uptime: Uptime) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        attempts.attempt(folder, lambda: vault.unlock(folder, USER, "no"), uptime)
    return trouble.value.code


def test_each_failed_attempt_waits_longer_and_never_for_good(place: Place) -> None:
    uptime = Uptime()
    waits = []
    for _ in range(12):
        assert wrong(place.folder, uptime) == "wrong_passphrase"
        waits.append(attempts.wait_seconds(place.folder, uptime))
        uptime.seconds += waits[-1]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    attempts.attempt(place.folder, place.key, uptime).wipe()
    assert attempts.wait_seconds(place.folder, uptime) == 0
    assert not (place.folder / places.ATTEMPTS).exists()


def test_too_soon_is_not_even_tried(place: Place) -> None:
    uptime = Uptime()
    for _ in range(3):
        wrong(place.folder, uptime)
    with pytest.raises(StoreTrouble) as trouble:
        attempts.attempt(place.folder, place.key, uptime)
    assert (trouble.value.code, trouble.value.owner) == ("too_soon", "3")


def test_the_wait_outlives_the_program_and_a_new_start_of_the_machine(place: Place) -> None:
    uptime = Uptime()
    for _ in range(5):
        uptime.seconds += 60
        wrong(place.folder, uptime)
    assert attempts.wait_seconds(place.folder, uptime) == 8
    uptime.seconds = 5.0  # the machine was started anew
    assert attempts.wait_seconds(place.folder, uptime) == 8
    uptime.seconds = 14.0
    assert attempts.wait_seconds(place.folder, uptime) == 0


@pytest.mark.parametrize("content", [b"", b"[]", b"[1]", b'["x", 1]', b"[1e999, 0]", b"[5, -1]"])
def test_a_file_of_attempts_that_makes_no_sense_locks_nobody_out(
    place: Place, content: bytes
) -> None:
    (place.folder / places.ATTEMPTS).write_bytes(content)
    assert attempts.wait_seconds(place.folder, Uptime()) == 0
    attempts.attempt(place.folder, place.key, Uptime()).wipe()


def test_trouble_with_the_file_is_no_failed_attempt(place: Place) -> None:
    for name in places.VAULTS:
        (place.folder / name).unlink()
    for _ in range(5):
        assert wrong(place.folder, Uptime()) == "vault_missing"
    assert attempts.wait_seconds(place.folder, Uptime()) == 0
