"""What can go wrong on the command line besides what goes wrong in the window."""

from __future__ import annotations

from app.base.errors import AppError
from app.base.languages import N_


class PassphraseNeeded(AppError):
    """Nobody can be asked for the passphrase and the environment has none."""

    says = N_("The passphrase was not given, so nothing was done.")
    do = N_("Type it when you are asked, or set OVERGANG_PASSPHRASE.")


class OlderNotAccepted(AppError):
    """The register is behind the last save on this PC, and nobody said that this is meant."""

    says = N_("{what} Nothing was opened.")
    do = N_("If this is the right copy, write --accept-older before the command.")


class OutputFailed(AppError):
    """A file could not be written."""

    says = N_("{path} could not be written ({why}). No file was left behind.")
    do = N_("Choose another place.")


class InputFailed(AppError):
    """A file could not be read."""

    says = N_("{path} could not be read ({why}). Nothing was made.")
    do = N_("Check the name.")


class NotText(AppError):
    """A file is not UTF-8 text."""

    says = N_("{path} is not plain text in UTF-8. Nothing was made.")
    do = N_("Save it as UTF-8 text and try again.")


class BytesOnScreen(AppError):
    """A PDF or spreadsheet would go to a screen."""

    says = N_("A {format} file cannot be shown here. Nothing was made.")
    do = N_("Say where it should go with --output.")


class NotEmpty(AppError):
    """The demonstration is never mixed with real entries."""

    says = N_("There are already people in {path}. Made-up people are only put into an empty register.")
    do = N_("Name another place with --store.")
