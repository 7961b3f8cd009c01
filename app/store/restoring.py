"""The last step of bringing a backup back: staged files take their names, and a kill in between is finished later."""

from __future__ import annotations

from pathlib import Path

from app.store.files import replace_durably, sibling, sync_folder, write_durably

_KINDS = ("keys", "head")


def staged(store: Path) -> Path:
    """Where a restored store lies, with its own keys and mark beside it, until it is whole."""
    return sibling(store, "restored")


def is_pending(store: Path) -> bool:
    """Whether a restore was decided but not finished."""
    return _decided(store).exists()


def decide(store: Path) -> None:
    """The staged files are whole: from here on the store is the restored one, whatever happens."""
    write_durably(_decided(store), b"The files named .restored are whole and take the place of the others.\n")
    sync_folder(store.parent)
    finish(store)


def finish(store: Path) -> None:
    """Give the staged files their names if that was decided, else throw them away. Under the store's lock."""
    if not is_pending(store):
        for file in _staged_files(store):
            file.unlink(missing_ok=True)
        return
    # A journal that the old store left would be played into the restored one.
    store.with_name(f"{store.name}-journal").unlink(missing_ok=True)
    for kind in _KINDS:
        if sibling(staged(store), kind).exists():
            replace_durably(sibling(staged(store), kind), sibling(store, kind))
    if staged(store).exists():
        replace_durably(staged(store), store)
    _decided(store).unlink()
    sync_folder(store.parent)


def _decided(store: Path) -> Path:
    return sibling(store, "restore")


def _staged_files(store: Path) -> list[Path]:
    return [staged(store), *(sibling(staged(store), kind) for kind in _KINDS)]
