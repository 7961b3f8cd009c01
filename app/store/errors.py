"""What can go wrong with a store: each problem of the user's world with its own words and its own way out."""

from __future__ import annotations

from app.base.errors import AppError
from app.base.languages import N_


class WrongPassphrase(AppError):
    """No key slot opens with this passphrase."""

    says = N_("That passphrase does not open the register. Nothing has changed.")
    do = N_("Check Caps Lock and the keyboard language, and try again. The recovery sheet also opens it.")


class TooManyGuesses(AppError):
    """Wrong passphrases came too fast; `seconds` until the next try. It never becomes a lasting lock."""

    says = N_("Several wrong passphrases in a row. The next try is possible in {seconds} seconds.")
    do = N_(
        "Wait, then try again. Nothing is locked for good, and the recovery sheet also opens the register."
    )


class WrongRecoveryCode(AppError):
    """A well-formed recovery code that belongs to another store or has been replaced."""

    says = N_("That recovery code is correctly typed, but it does not belong to this register.")
    do = N_(
        "Look for the newest recovery sheet of this PC; older sheets stop working when a new one is made."
    )


class RecoveryGroupWrong(AppError):
    """The check character of one group does not fit; `group` counts from 1."""

    says = N_("Group {group} of the recovery code is not right.")
    do = N_("Compare group {group} with the sheet, character by character.")


class RecoveryCodeLength(AppError):
    """The code has not the right number of characters: `found` of `needed`."""

    says = N_("The recovery code has {needed} characters; {found} were typed.")
    do = N_("Type all eight groups of five characters from the recovery sheet.")


class QuestionnaireMissing(AppError):
    """A round over a questionnaire that this program does not have."""

    says = N_("These answers belong to a questionnaire that this version of the program does not have.")
    do = N_("They are kept. Open the register with a newer version to see them.")


class StoreMissing(AppError):
    """There is no store file at `path`."""

    says = N_("There is no register at {path}.")
    do = N_("Check the place, bring back a backup, or start a new register.")


class StoreExists(AppError):
    """A new store would lie on top of an old one."""

    says = N_("There is already a register at {path}. It was left as it is.")
    do = N_("Open that one, or choose another place for the new register.")


class StoreDamaged(AppError):
    """The store file is not whole: it was changed or cut off outside the program."""

    says = N_("The register file is damaged and was not opened. Nothing has been written to it.")
    do = N_("Bring back the newest backup, and keep the damaged file: part of it may be readable.")


class KeysMissing(AppError):
    """The file with the key slots is gone."""

    says = N_(
        "The key file {path} is missing. Without it the register cannot be opened; the register is untouched."
    )
    do = N_("Copy the key file from the newest backup back beside the register.")


class KeysDamaged(AppError):
    """The file with the key slots is not what the program wrote."""

    says = N_("The key file is damaged. The register itself is untouched.")
    do = N_("Copy the key file from the newest backup back beside the register.")


class KeyCostLowered(AppError):
    """The key file asks for less work per guess than the program allows."""

    says = N_("The key file has been changed so that passphrases would be easier to guess. It was not used.")
    do = N_("Copy the key file from the newest backup back beside the register, and tell your IT department.")


class StoreNewer(AppError):
    """The store was written by a newer version of the program."""

    says = N_("This register was last used with a newer version of the program. It was left as it is.")
    do = N_("Open it with the newer version.")


class StoreInUse(AppError):
    """Another running program holds the store."""

    says = N_("The register is already open in another window or program on this PC.")
    do = N_("Use that window, or close it and try again.")


class FolderReadOnly(AppError):
    """The program may not write in the store's folder."""

    says = N_("The program may not write in the folder {folder}. Nothing has changed.")
    do = N_("Move the register to a folder where you may write, or ask your IT department for write access.")


class DiskFull(AppError):
    """No room left; the transaction was taken back whole."""

    says = N_("The disk is full, so this was not saved. Everything saved before is safe.")
    do = N_("Free some space, then save again; what you wrote is still in front of you.")


class WriteFailed(AppError):
    """The disk refused to write; the transaction was taken back whole."""

    says = N_("The disk reported an error, so this was not saved. Everything saved before is kept.")
    do = N_("Try again. If it happens again, make a backup to another disk and have this one looked at.")


class OlderCopy(AppError):
    """The store is behind the last save made on this PC, or comes from another copy."""

    says = N_(
        "This register is older than the last save on this PC: save number {found} instead of {expected}. "
        "Someone may have put an old copy back."
    )
    do = N_("If you brought back a backup yourself, go on with it. If not, look for the newer file first.")


class OtherCopy(OlderCopy):
    """The store's event chain does not hold the save that this PC made last: it grew from another copy."""

    says = N_(
        "This register has gone another way than the last save on this PC: save number {expected} is not in it."
    )
    do = N_("If you brought this copy here yourself, go on with it. If not, look for the right file first.")


class HeadLost(OlderCopy):
    """The mark of the last save is missing or unreadable, so an older copy could not be noticed."""

    says = N_(
        "The mark of the last save is missing or damaged, so it is not certain that this is the newest register."
    )
    do = N_("Look at the newest entries. If they are all there, go on; if not, bring back the newest backup.")


class BackupDamaged(AppError):
    """A backup did not pass its test."""

    says = N_("The backup {path} is damaged or incomplete and was not used.")
    do = N_("Choose another backup.")


class BackupUnlike(AppError):
    """A copy whose pages are sound, but whose rows or events are not what the log says was last written; `count` of them."""

    says = N_(
        "{count} entries in the copy are not what the log says was last saved. The copy was thrown away; "
        "the backups before it are kept."
    )
    do = N_(
        "Check the register in the settings. If it says the same, bring back the newest backup before today."
    )


class BackupStopped(AppError):
    """The process that tries a copy has ended without a word."""

    says = N_(
        "The copy could not be tried: the program that does so has stopped. The backups before it are kept."
    )
    do = N_("Make a backup now in the settings. If it happens again, start the PC anew.")


class CopyUnreadable(AppError):
    """What was written does not read back the same: a worn or fake stick, a failing disk."""

    says = N_("The copy at {path} could not be read back as it was written, so it was thrown away.")
    do = N_("Use another stick or disk. The register itself is untouched.")


class BackupExists(AppError):
    """A backup would overwrite a file."""

    says = N_("There is already a file at {path}. It was left as it is, and no backup was made.")
    do = N_("Choose another name or folder.")


class SecondFolderMissing(AppError):
    """The second place for backups is not there; the first backup at `path` is whole."""

    says = N_("The backup is made on this PC, but the second folder {folder} cannot be found.")
    do = N_("Connect the disk or choose another second folder in the settings.")


class RecordGone(AppError):
    """The record does not exist, or this counsellor may not see it."""

    says = N_("That entry is not there, or it belongs to someone else.")
    do = N_("Search for it again; it may have been moved or taken back.")


class OthersCase(RecordGone):
    """The case of `name` belongs to a colleague, or is restricted: nothing of it can be read or written."""

    says = N_("{name} is a colleague's, and the case is not open to you. Nothing was written.")
    do = N_("Ask whose case it is to share it with you, or to hand it over.")


class CaseRestricted(AppError):
    """The case of `name` is restricted."""

    says = N_("The case of {name} is restricted: it is kept, and nobody reads it.")
    do = N_("Its counsellor, or the head, can lift the restriction.")


class CaseIsOpen(AppError):
    """The case of `name` can be read already."""

    says = N_("The case of {name} is open to you already.")
    do = N_("Open it as any other.")


class NothingToUndo(AppError):
    """Nothing done since the program started can be taken back."""

    says = N_("There is nothing to take back.")


class ChangedSince(AppError):
    """What an undo would restore has been changed by something later."""

    says = N_("That can no longer be taken back in one step: the same entry has been changed since.")
    do = N_("Open the entry and change it by hand.")


class RestoreNeedsKey(AppError):
    """The backup belongs to another register or an older passphrase."""

    says = N_("That passphrase does not open the backup {path}. Nothing has changed.")
    do = N_("Use the passphrase that was valid when the backup was made, or its recovery sheet.")


class RekeyFailed(AppError):
    """The file could not be encrypted anew, most often for lack of room; it is as it was, under the old key."""

    says = N_(
        "The register could not be given its new key, for lack of room or because the disk refused. "
        "It is whole under the old key."
    )
    do = N_(
        "Free as much space as the register takes, then close Overgang and open it again: the new key is made then."
    )


class HeadOnly(AppError):
    """Something that only the head of the school department does."""

    says = N_("Only the head of the school department can do this. Nothing has changed.")
    do = N_("Ask the head to do it, or to give you that role.")


class LastHead(AppError):
    """Somebody must be able to let others in."""

    says = N_("This is the only head, and somebody must be able to let colleagues in. Nothing has changed.")
    do = N_("Give the role to somebody else first.")


class NotOneself(AppError):
    """Nobody removes the counsellor who is logged in."""

    says = N_("You cannot remove yourself. Nothing has changed.")
    do = N_("Let another head do it.")


class KeysNotRenewed(AppError):
    """Ways in that were made before the second kind of slot, so that no new key can be sealed to them. `names`: whose;
    the recovery sheet is told by its own name."""

    says = N_("A new key cannot be handed on to: {names}. Nothing has changed.")
    do = N_("Let each of them log in once, or go on without them: they then need a new passphrase from you.")


class NoLongerHere(AppError):
    """The passphrase belongs to somebody who has been removed."""

    says = N_("This passphrase belongs to somebody who no longer works here. Nothing has changed.")
    do = N_("Ask the head of the school department.")


class HasWayIn(AppError):
    """A passphrase is given only to somebody who has none."""

    says = N_("{name} has a passphrase already. Nothing has changed.")
    do = N_("Whoever has a passphrase changes it in the settings.")
