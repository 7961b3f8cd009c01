"""Qt's own buttons and menus in the window's language: Qt ships no bokmål, and its nynorsk has holes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from app.base.languages import N_, _

# What Qt's dialogs for files and printing and the menus of its fields say, without "&" and "…".
_KNOWN = frozenset(
    {
        N_("OK"),
        N_("Cancel"),
        N_("Save"),
        N_("Open"),
        N_("Close"),
        N_("Yes"),
        N_("No"),
        N_("Choose"),
        N_("Print"),
        N_("Undo"),
        N_("Redo"),
        N_("Cut"),
        N_("Copy"),
        N_("Paste"),
        N_("Delete"),
        N_("Select All"),
        N_("Back"),
        N_("Forward"),
        N_("Look in:"),
        N_("File name:"),
        N_("Files of type:"),
        N_("Directory:"),
        N_("Folder"),
        N_("File"),
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Date Modified"),
        N_("Parent Directory"),
        N_("Create New Folder"),
        N_("New Folder"),
        N_("List View"),
        N_("Detail View"),
        N_("Printer"),
        N_("Copies"),
        N_("Copies:"),
        N_("Collate"),
        N_("Reverse"),
        N_("Options"),
        N_("Print all"),
        N_("Print to File (PDF)"),
        N_("Pages"),
        N_("All"),
        N_("Properties"),
        N_("Location:"),
        N_("Output file:"),
    }
)


class QtTexts(QTranslator):
    """Answers Qt's questions for a text from the window's own catalogue."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _count: int = -1
    ) -> str:
        plain = text.replace("&", "").removesuffix("...").removesuffix("…")
        return _(plain) if plain in _KNOWN else ""


def install(application: QCoreApplication) -> QtTexts:
    """Let Qt speak the window's language, whichever it is at the time."""
    texts = QtTexts(application)
    application.installTranslator(texts)
    return texts
