"""Key slots open with the right secret only, and survive the loss of one copy."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from db import kdf, places, vault
from db.codes import RecoveryCode, new_code
from db.trouble import StoreCode, StoreTrouble
from tests.db.given import CHEAP

WORDS = "gâteau d'été: ﬁve"


@pytest.fixture
def code(tmp_path: Path) -> RecoveryCode:
    """The paper code of a vault for two users that lies in the test's folder."""
    made = new_code()
    with vault.new_key("Lee") as key:
        locked = vault.with_user(vault.new_vault("Hill Clinic", False), key, WORDS, CHEAP)
        locked = vault.with_code(locked, key, made, CHEAP)
        key.user = "Ama"
        vault.write_vault(tmp_path, vault.with_user(locked, key, "other words", CHEAP))
    return made


def code_when(folder: Path, user: str, passphrase: str) -> StoreCode:
    with pytest.raises(StoreTrouble) as trouble:
        vault.unlock(folder, user, passphrase)
    return trouble.value.code


def rewrite(folder: Path, name: str, /, **changes: object) -> None:
    """Change the first slot and put a fitting checksum to it, as a thief would."""
    for copy in places.VAULTS:
        content = json.loads((folder / copy).read_text("utf-8"))
        entry = next(slot for slot in content["vault"]["slots"] if slot["name"] == name)
        entry.update(changes)
        content["sha256"] = vault._checksum(content["vault"])
        (folder / copy).write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_passphrase_opens_however_a_keyboard_composes_it(
    tmp_path: Path, code: RecoveryCode, form: str
) -> None:
    typed = unicodedata.normalize(form, WORDS)  # type: ignore[arg-type]
    first, second = vault.unlock(tmp_path, "Lee", typed), vault.unlock(tmp_path, "Lee", WORDS)
    assert first.as_pragma() == second.as_pragma()
    assert len(first.as_pragma()) == 2 * vault.KEY_BYTES + 3


def test_every_slot_holds_the_same_key(tmp_path: Path, code: RecoveryCode) -> None:
    by_code = vault.unlock_with_code(tmp_path, code.text.lower())
    by_other = vault.unlock(tmp_path, "Ama", "other words")
    assert by_code.as_pragma() == by_other.as_pragma()
    assert (by_code.user, by_other.user) == ("paper", "Ama")


def test_the_users_and_the_clinic_are_known_before_any_key(
    tmp_path: Path, code: RecoveryCode
) -> None:
    assert vault.user_names(tmp_path) == ("Lee", "Ama")
    assert vault.read_vault(tmp_path).clinic == "Hill Clinic"


@pytest.mark.parametrize(
    ("user", "words"),
    [("Lee", "other words"), ("Ama", WORDS), ("Kim", WORDS), ("Ama", "OTHER WORDS"), ("Ama", "")],
)
def test_another_passphrase_is_wrong(
    tmp_path: Path, code: RecoveryCode, user: str, words: str
) -> None:
    assert code_when(tmp_path, user, words) == "wrong_passphrase"


def test_another_code_is_wrong(tmp_path: Path, code: RecoveryCode) -> None:
    for typed in (new_code().text, code.text[:-1], ""):
        with pytest.raises(StoreTrouble) as trouble:
            vault.unlock_with_code(tmp_path, typed)
        assert trouble.value.code == "wrong_code"


@pytest.mark.parametrize("damaged", [0, 1])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"vault": 1}'])
def test_one_whole_copy_is_enough(
    tmp_path: Path, code: RecoveryCode, damaged: int, content: bytes
) -> None:
    (tmp_path / places.VAULTS[damaged]).write_bytes(content)
    assert vault.unlock(tmp_path, "Lee", WORDS).user == "Lee"
    (tmp_path / places.VAULTS[1 - damaged]).write_bytes(content)
    assert code_when(tmp_path, "Lee", WORDS) == "vault_damaged"


def test_no_copy_at_all_is_missing(tmp_path: Path) -> None:
    assert code_when(tmp_path, "Lee", WORDS) == "vault_missing"


def test_the_newer_whole_copy_counts(tmp_path: Path, code: RecoveryCode) -> None:
    newer = replace(vault.read_vault(tmp_path), clinic="Valley Clinic", generation=2)
    older = (tmp_path / places.VAULTS[0]).read_bytes()
    vault.write_vault(tmp_path, newer)
    (tmp_path / places.VAULTS[0]).write_bytes(older)
    assert vault.read_vault(tmp_path).clinic == "Valley Clinic"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Mallory"}, "wrong_passphrase"),
        ({"passes": 2}, "wrong_passphrase"),
        ({"salt": "00" * 16}, "wrong_passphrase"),
        ({"sealed": "00" * 64}, "wrong_passphrase"),
        ({"memory_kib": 2**31}, "vault_damaged"),
        ({"passes": 10**9}, "vault_damaged"),
        ({"lanes": 10**6}, "vault_damaged"),
        ({"lanes": 0}, "vault_damaged"),
        ({"salt": "zz"}, "vault_damaged"),
        ({"nonce": ""}, "vault_damaged"),
    ],
)
def test_a_slot_that_was_meddled_with_opens_nothing(
    tmp_path: Path, code: RecoveryCode, changes: dict[str, object], expected: StoreCode
) -> None:
    rewrite(tmp_path, "Lee", **changes)
    assert code_when(tmp_path, str(changes.get("name", "Lee")), WORDS) == expected


def test_a_slot_of_another_clinic_opens_nothing_here(tmp_path: Path, code: RecoveryCode) -> None:
    here = vault.read_vault(tmp_path)
    vault.write_vault(tmp_path, replace(here, id="0" * 32))
    assert code_when(tmp_path, "Lee", WORDS) == "wrong_passphrase"


def test_a_wiped_key_opens_nothing() -> None:
    key = vault.new_key("Lee")
    key.wipe()
    with pytest.raises(ValueError, match="wiped"):
        key.as_pragma()


def test_a_key_shows_itself_to_nobody_by_accident() -> None:
    key = vault.new_key("Lee")
    assert repr(key) == "Key(user='Lee')"


def test_the_files_are_the_owners_only(tmp_path: Path, code: RecoveryCode) -> None:
    modes = {(tmp_path / name).stat().st_mode & 0o777 for name in places.VAULTS}
    assert modes == {0o600}
    assert not list(tmp_path.glob("*.part"))


def test_the_cost_is_measured_and_never_below_the_floor() -> None:
    cost = kdf.calibrated(target_seconds=0.02)
    assert cost.passes >= kdf.FLOOR.passes
    assert cost.memory_kib >= kdf.FLOOR.memory_kib
    assert cost.is_sane
