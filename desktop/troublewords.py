"""The sentences of expected trouble: what happened, where, and what to do."""

from desktop.words import tr


def trouble_words() -> dict[str, str]:
    """Return the sentence of each kind of trouble, in the language of the screen."""
    return {
        **file_words(),
        **key_words(),
        **folder_words(),
        **backup_words(),
        **restore_words(),
        **refusal_words(),
        **log_words(),
        **user_words(),
        **print_words(),
        **program_words(),
    }


def file_words() -> dict[str, str]:
    """Return the sentences on the file with the records."""
    return {
        "missing": tr(
            "The records file {path} is not there. If the folder was moved, put it back; "
            "otherwise restore a backup."
        ),
        "empty": tr("The records file {path} is empty. Restore a backup."),
        "damaged": tr(
            "The passphrase is right, but the records file {path} is damaged, so nothing is "
            "written to it any more. Keep the file as it is and restore a backup."
        ),
        "plain": tr(
            "The records file {path} is not encrypted, so it was not made by this program. It was "
            "left alone. Put the right file in its place."
        ),
        "foreign": tr(
            "The file {path} belongs to another program. It was left alone. Put the clinic's "
            "records file in its place."
        ),
        "newer": tr(
            "The records file {path} was written by a newer Foramen. Install the newer version on "
            "this computer to open it."
        ),
        "in_use": tr(
            "This clinic is already open: {path} is in use by {owner}. Use that window, or close "
            "it and try again."
        ),
    }


def key_words() -> dict[str, str]:
    """Return the sentences on keys and what opens them."""
    return {
        "wrong_passphrase": tr(
            "That passphrase does not open this clinic. Check Caps Lock and the keyboard layout, "
            "then try again."
        ),
        "wrong_code": tr(
            "That recovery code does not open this clinic. Compare it with the printed sheet, "
            "group by group."
        ),
        "too_soon": tr("There were too many tries. Wait {owner} s, then try again."),
        "glass_reason_wanted": tr(
            "This is the code from the emergency envelope. Give your name and the reason: both are "
            "kept, and every clinician is told."
        ),
        "slot_old": tr(
            "Somebody's way in is of an older Foramen, or was meddled with, and would be lost with "
            "a new key. Renew the recovery code, and have each user unlock once; then try again."
        ),
        "vault_missing": tr(
            "The key file {path} is not there, and without it the records cannot be opened. "
            "Restore it from a backup."
        ),
        "vault_damaged": tr("The key file {path} is damaged. Restore it from a backup."),
        "old_driver": tr(
            "The encryption library is too old to open {path} safely. Set Foramen up again with "
            "its own library versions."
        ),
    }


def folder_words() -> dict[str, str]:
    """Return the sentences on folders and disks."""
    return {
        "read_only": tr(
            "The folder of {path} can be read but not written to. Ask for the right to write "
            "there, or move the clinic's folder to a place that allows it."
        ),
        "no_permission": tr(
            "This computer's user may not open {path}. Sign in as the user who set up the clinic, "
            "or ask for access."
        ),
        "disk_full": tr(
            "The disk that holds {path} is full, so nothing more can be saved. Free some space "
            "and save again; what was saved before is safe."
        ),
        "no_wal": tr(
            "The folder of {path} does not support safe writing; network drives often do not. "
            "Move the clinic to a folder on this computer's own disk."
        ),
        "synced_folder": tr(
            "{path} lies where {owner} copies files to other computers, and copying records that "
            "are open loses or spoils entries. Move the clinic to a folder that is not "
            "synchronised; finished backups may lie there."
        ),
        "network_folder": tr(
            "{path} lies on another computer, and records that are open over a network can be "
            "spoilt. Move the clinic to this computer's own disk; backups may lie there."
        ),
        "exists": tr(
            "There is already a clinic in {path}. Open it with its passphrase, or choose another "
            "folder."
        ),
        "no_home": tr(
            "The folder {path} cannot be made or written to. Choose another one with --home."
        ),
    }


def user_words() -> dict[str, str]:
    """Return the sentences on what somebody may not do, and on users."""
    return {
        "refused_not_allowed": tr(
            "This is for clinicians. Nothing was changed; ask one of them to do it."
        ),
        "refused_user_there": tr("Somebody with this name can unlock the clinic already."),
        "refused_user_alike": tr(
            "This name looks like that of somebody in the list. Type it as it stands there, or add "
            "what tells the two apart; nothing was changed."
        ),
        "refused_unknown_user": tr("Nobody with this name works here. Look at the list again."),
        "refused_last_clinician": tr(
            "One clinician must remain. Make somebody else a clinician first; nothing was changed."
        ),
    }


def refusal_words() -> dict[str, str]:
    """Return the sentences on entries that were not kept."""
    return {
        "refused_signed": tr(
            "This visit is signed, so it was not changed. Start a new visit for what is new."
        ),
        "refused_unknown_patient": tr("This patient is not in the records. Go back to the list."),
        "refused_unknown_problem": tr("This problem is not in the records. Go back to the list."),
        "refused_unknown_visit": tr("This visit is not in the records. Open the chart again."),
        "refused_unknown_care": tr("This care is not in the records. Open the chart again."),
        "refused_number_taken": tr(
            "Another patient has this number. Nothing was saved; check the number."
        ),
        "refused_future": tr("A day in the future was given ({what}). Nothing was saved."),
        "refused_invalid": tr(
            "Something given cannot be kept ({what}). Nothing was saved; correct it and save again."
        ),
        "refused_changed_elsewhere": tr(
            "This was changed in the meantime, so nothing was saved. Open the chart again."
        ),
        "refused_not_signed": tr(
            "This visit is not signed yet. Change it on its form; nothing was amended."
        ),
        "refused_in_error": tr(
            "This was marked as entered in error and cannot be changed. Nothing was saved."
        ),
        "refused_no_reason": tr("The reason is missing. Nothing was changed; give the reason."),
        "refused_nothing_to_undo": tr("There is nothing left to undo or redo here."),
        "letter_field": tr(
            "The letter has the field {{{field}}}, which it does not know. It knows: {known}."
        ),
        "letter_brace": tr(
            "A brace in the letter has no partner. Fields look like {{name}}; {{{{ prints a brace."
        ),
        "refused_unknown_print": tr("This print is not in the records. Open the chart again."),
        "refused_damaged_print": tr(
            "The stored pages of this print are damaged and were not used. Make the pages anew."
        ),
        "impossible": tr("{what} cannot be right: {expected} was expected. Nothing was saved."),
    }


def log_words() -> dict[str, str]:
    """Return the sentences on the logs and the table that is made of them."""
    return {
        "table_refused": tr(
            "The table could not be written to {path}. Choose another folder, or free some space."
        ),
        "log_altered": tr(
            "A row of the log was altered behind the program's back. Open the access log and check "
            "it (Ctrl+Shift+A), and tell whoever is responsible for privacy at the clinic."
        ),
    }


def print_words() -> dict[str, str]:
    """Return the sentences on prints that were not made."""
    return {
        "print_emergency_open": tr(
            "A red flag at emergency level is open, so this sheet is not given out. Print the "
            "emergency letter instead."
        ),
        "print_out_of_scope": tr(
            "This patient is outside the scope of the pathway, so this sheet does not fit. Print "
            "the emergency letter or the danger card instead."
        ),
        "print_not_translated": tr(
            "This paper is not there in {language} yet. Print it in English, and go through it "
            "with somebody who speaks both languages."
        ),
        "print_not_reviewed": tr(
            "No person has reviewed the danger signs in {language} yet, so this card is not given "
            "out. Print it in English: the drawings show the signs."
        ),
        "print_unsure_script": tr(
            "Whether the script of {language} comes out right on paper is not verified, so nothing "
            "is printed in it. Print in English: the drawings show what matters."
        ),
        "print_no_advice": tr(
            "The rules could not be worked out for this patient, so this sheet has nothing to rest "
            "on. Print the emergency letter or the danger card instead."
        ),
        "no_printer": tr(
            "Nothing was printed: no printer could be reached. Check that it is switched on, then "
            "print again."
        ),
    }


def program_words() -> dict[str, str]:
    """Return the sentences on the program itself."""
    return {
        "backup_cancelled": tr(
            "The backup was stopped. Nothing of it was kept; earlier backups are as they were."
        ),
        "stick_cancelled": tr(
            "The copy to the stick was stopped. Nothing of it was kept; earlier copies are as they "
            "were."
        ),
        "export_cancelled": tr("The export was stopped. Nothing of it was kept."),
        "rehearsal_cancelled": tr("The rehearsal was stopped. Nothing was changed."),
        "check_cancelled": tr("The check of the records was stopped. Nothing was changed."),
        "look_cancelled": tr("Looking into the backup was stopped. Nothing was changed."),
        "bug": tr(
            "Something went wrong inside the program. What was saved is safe. Details without "
            "patient data are in {path}."
        ),
        "clinic_file": tr(
            "The clinic's file for papers {path} cannot be used ({said}). Put it right with a text "
            "editor, or take it away; the records are safe."
        ),
        "report_unwritten": tr(
            "The report could not be written to {path}. Nothing was sent anywhere. Choose another "
            "folder."
        ),
        "pack_refused": tr(
            "The program's guideline pack cannot be used ({said}). Install Foramen again; the "
            "records are safe."
        ),
        "no_advice": tr(
            "Advice could not be worked out: use your own judgement. The records are safe, and "
            "the emergency letter still works."
        ),
    }


def backup_words() -> dict[str, str]:
    """Return the sentences on backups and on giving them back."""
    return {
        "not_empty": tr(
            "The folder {path} is not empty, so no clinic was put into it. Choose an empty folder."
        ),
        "backup_missing": tr(
            "The backup folder {path} is not there. Plug in the disk it is on, or choose another "
            "folder."
        ),
        "backup_inside": tr(
            "{path} lies inside the clinic's own folder, so a backup there would be lost with it. "
            "Choose a folder outside, best on another disk."
        ),
        "backup_full": tr(
            "The disk of the backup folder {path} is full, so no backup was made. Free some space, "
            "or choose another disk. Earlier backups are as they were."
        ),
        "backup_read_only": tr(
            "The backup folder {path} cannot be written to, so no backup was made. Choose another "
            "folder, or ask for the right to write there."
        ),
        "backup_unlike": tr(
            "What was read back from the backup folder {path} is not what was written, so it does "
            "not count as a backup. The disk may be failing: choose another."
        ),
    }


def restore_words() -> dict[str, str]:
    """Return the sentences on backups that were not given back."""
    return {
        "backup_damaged": tr(
            "The backup {path} is damaged, so it was not used and nothing was changed. Take an "
            "earlier backup."
        ),
        "backup_newer": tr(
            "The backup {path} was made by a newer Foramen. Install the newer version on this "
            "computer to restore it; nothing was changed."
        ),
        "backup_none": tr(
            "There is no copy of a clinic in {path}. Choose the folder on the stick that the other "
            "computer copied to."
        ),
        "backup_key": tr(
            "The backup {path} was made when the records had another key, so today's passphrases "
            "do not open it. Under Backups it opens with a passphrase or the recovery code of that "
            "time: Compare with now. Nothing was changed."
        ),
        "backup_secret": tr(
            "That does not open the backup. Choose who it was, and type the passphrase or the "
            "recovery code of the time it was made. Nothing was changed."
        ),
        "backup_other": tr(
            "The backup {path} is of another clinic. Restore it into an empty folder instead; "
            "nothing was changed."
        ),
    }
