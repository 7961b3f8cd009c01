"""A PDF file: its objects, numbered as they are asked for, and the table that says where each stands (ISO 32000-1, 7.5).

All that is in our files is written out by us anyway. Importing a library that does no more than number the objects
took as long as making the poster.
"""

from __future__ import annotations

import zlib

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 say that the file is not text
_IN_THE_FILE, _IN_THE_STREAM = 1, 2  # kinds of entries of the table


class Objects:
    """The objects of one file. A reference is how one object names another: "7 0 R".

    Those that are no streams are packed together, and so is the table (7.5.7 and 7.5.8): the structure of a page is
    a hundred small objects that say nearly the same, and was a third of the file.
    """

    def __init__(self) -> None:
        self._written: list[str | bytes | None] = []  # bytes are a stream
        self._once: dict[int, str] = {}

    def reserve(self) -> str:
        """A reference to an object that is written later."""
        self._written.append(None)
        return f"{len(self._written)} 0 R"

    def write(self, reference: str, text: str) -> None:
        """Say what a reserved object is."""
        self._written[int(reference.partition(" ")[0]) - 1] = text

    def add(self, text: str) -> str:
        """A new object; how others refer to it."""
        self._written.append(text)
        return f"{len(self._written)} 0 R"

    def stream(self, packed: bytes, *, about: str = "") -> str:
        """A new stream of bytes that `pack` made. about: further entries of its dictionary."""
        self._written.append(_stream(packed, about))
        return f"{len(self._written)} 0 R"

    def once(self, packed: bytes, *, about: str = "") -> str:
        """The stream of these very bytes: a new one the first time, the same again each time after."""
        if id(packed) not in self._once:
            self._once[id(packed)] = self.stream(packed, about=about)
        return self._once[id(packed)]

    def file(self, *, root: str, info: str) -> bytes:
        """The whole file; the same objects give the same bytes. Raises ValueError for one reserved and not written."""
        self._put_together()
        parts, entries, place, packed = [_HEAD], [(0, 0, 0)], len(_HEAD), 0
        for number, content in enumerate(self._written, 1):
            if isinstance(content, bytes):
                parts.append(_numbered(number, content))
                entries.append((_IN_THE_FILE, place, 0))
                place += len(parts[-1])
            else:
                entries.append((_IN_THE_STREAM, len(self._written), packed))
                packed += 1
        entries.append((_IN_THE_FILE, place, 0))  # of the table itself
        mark = f"{mark_of(b''.join(parts)):032x}"
        content, about = _table(entries)
        about += f"/Root {root}/Info {info}/ID[<{mark}><{mark}>]"
        parts.append(_numbered(len(entries) - 1, _stream(content, about)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
        return b"".join(parts)

    def _put_together(self) -> None:
        """Add the stream of all objects that are no streams."""
        numbers: list[str] = []
        texts: list[str] = []
        place = 0
        for number, content in enumerate(self._written, 1):
            if content is None:
                raise ValueError(f"object {number} was reserved and never written")
            if isinstance(content, str):
                numbers.append(f"{number} {place}")
                texts.append(content)
                place += len(content) + 1
        head = " ".join(numbers) + "\n"
        whole = head + "\n".join(texts)
        about = f"/Type/ObjStm/N {len(texts)}/First {len(head)}"
        self.stream(pack(whole.encode("ascii"), level=5), about=about)


def _stream(packed: bytes, about: str) -> bytes:
    head = f"<</Filter/FlateDecode/Length {len(packed)}{about}>>\nstream\n"
    return b"".join((head.encode("ascii"), packed, b"\nendstream"))


def _numbered(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def _table(entries: list[tuple[int, int, int]]) -> tuple[bytes, str]:
    """The table as a stream: kind, place or number of the stream, and index in it, of each object."""
    wide = max(place for _kind, place, _index in entries).bit_length() + 7 >> 3
    deep = max(index for _kind, _place, index in entries).bit_length() + 7 >> 3
    rows = [
        b"%c%b%b" % (kind, place.to_bytes(wide, "big"), index.to_bytes(deep, "big"))
        for kind, place, index in entries
    ]
    return pack(b"".join(rows)), f"/Type/XRef/Size {len(entries)}/W[1 {wide} {deep}]"


def mark_of(content: bytes) -> int:
    """A number that tells one content from another, for a reader that keeps files or fonts apart by it. No secret hangs
    on it, and importing a cryptographic hash took longer than packing the page."""
    return zlib.crc32(content) << 64 | zlib.adler32(content) << 32 | len(content) & 0xFFFFFFFF


def pack(content: bytes, *, level: int = 4) -> bytes:
    """Compressed, as a stream's bytes stand in the file. level: zlib's; what a page draws is a thirtieth larger at 4 than
    at 6, in half the time."""
    return zlib.compress(content, level=level)


def text_string(text: str) -> str:
    """A text as a PDF string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
