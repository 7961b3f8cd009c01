"""What can go wrong for the user when paper is made."""

from __future__ import annotations

from app.base.errors import AppError
from app.base.languages import N_


class TextTooLong(AppError):
    """The text does not fit on the page even at the smallest size the document allows."""

    says = N_("There is more text than the page “{document}” ({size}) has room for. No file was made.")
    do = N_("Shorten the place, the times or the contact, leave a message out, or choose a larger size.")


class LanguagesTooMany(TextTooLong):
    """So many languages have no legible room on one sheet."""

    says = N_("{count} languages have no legible room on one sheet of the size {size}. No file was made.")
    do = N_("Choose fewer languages, or a larger sheet.")


class LanguageMissing(AppError):
    """The document has no texts in the language asked for."""

    says = N_("“{document}” has no texts in the language “{language}”. No file was made.")
    do = N_("Choose one of: {known}.")


class OnlyAsWritten(AppError):
    """The document holds what counsellors wrote, which nobody has translated."""

    says = N_(
        "“{document}” comes in Norwegian or English: what was written is not translated. No file was made."
    )
    do = N_("Choose one of: {known}. {besides}")


class SizeMissing(AppError):
    """The document is not made in the size asked for."""

    says = N_("“{document}” is not made in the size “{size}”. No file was made.")
    do = N_("Choose one of: {known}.")


class DocumentUnknown(AppError):
    """No document has the key asked for."""

    says = N_("There is no document “{document}”. No file was made.")
    do = N_("Choose one of: {known}.")


class ValueUnknown(AppError):
    """A value was given that the document does not have."""

    says = N_("“{document}” has no value “{name}” to set. No file was made.")
    do = N_("It has: {known}.")


class ValueWrong(AppError):
    """A value is not one of those that may stand there."""

    says = N_("“{given}” cannot stand for “{name}”. No file was made.")
    do = N_("It may be: {known}.")


class ValueMissing(AppError):
    """A value that the document cannot do without was not given."""

    says = N_("“{document}” needs to know: {name}. No file was made.")
    do = N_("Give it and try again.")


class StoreNeeded(AppError):
    """The document is made from the records and no store is open."""

    says = N_("“{document}” is made from the register, and no register is open. No file was made.")
    do = N_("Open the register first, or name it with --store.")


class DayNotRead(AppError):
    """The day of a list was not understood."""

    says = N_("“{given}” is no day. No file was made.")
    do = N_("Write a day such as 3.3, tor, +2 or 2027-03-03.")
