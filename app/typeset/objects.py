"""A PDF file: its objects, numbered as they are asked for, and the table that says where each stands (ISO 32000-1, 7.5).

All that is in our files is written out by us anyway. Importing a library that does no more than number the objects
took as long as making the poster.
"""

from __future__ import annotations

import zlib

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 say that the file is not text


class Objects:
    """The objects of one file. A reference is how one object names another: "7 0 R"."""

    def __init__(self) -> None:
        self._written: list[bytes | None] = []
        self._once: dict[int, str] = {}

    def reserve(self) -> str:
        """A reference to an object that is written later."""
        self._written.append(None)
        return f"{len(self._written)} 0 R"

    def write(self, reference: str, text: str) -> None:
        """Say what a reserved object is."""
        self._written[int(reference.partition(" ")[0]) - 1] = text.encode("ascii")

    def add(self, text: str) -> str:
        """A new object; how others refer to it."""
        self._written.append(text.encode("ascii"))
        return f"{len(self._written)} 0 R"

    def stream(self, packed: bytes, *, about: str = "") -> str:
        """A new stream of bytes that `pack` made. about: further entries of its dictionary."""
        head = f"<</Filter /FlateDecode /Length {len(packed)} {about}>>\nstream\n"
        self._written.append(b"".join((head.encode("ascii"), packed, b"\nendstream")))
        return f"{len(self._written)} 0 R"

    def once(self, packed: bytes, *, about: str = "") -> str:
        """The stream of these very bytes: a new one the first time, the same again each time after."""
        if id(packed) not in self._once:
            self._once[id(packed)] = self.stream(packed, about=about)
        return self._once[id(packed)]

    def file(self, *, root: str, info: str) -> bytes:
        """The whole file; the same objects give the same bytes. Raises ValueError for one reserved and not written."""
        parts, places, place = [_HEAD], [], len(_HEAD)
        for number, content in enumerate(self._written, 1):
            if content is None:
                raise ValueError(f"object {number} was reserved and never written")
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
            places.append(place)
            place += len(parts[-1])
        mark = b"%032x" % mark_of(b"".join(parts))
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        count = len(places) + 1
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n" % (count, table))
        names = (root.encode("ascii"), info.encode("ascii"), mark, mark)
        parts.append(b"<</Size %d /Root %b /Info %b /ID [<%b> <%b>]>>\n" % (count, *names))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
        return b"".join(parts)


def mark_of(content: bytes) -> int:
    """A number that tells one content from another, for a reader that keeps files or fonts apart by it. No secret hangs
    on it, and importing a cryptographic hash took longer than packing the page."""
    return zlib.crc32(content) << 64 | zlib.adler32(content) << 32 | len(content) & 0xFFFFFFFF


def pack(content: bytes) -> bytes:
    """Compressed, as a stream's bytes stand in the file: a fortieth larger than at zlib's usual level, in two thirds of
    the time."""
    return zlib.compress(content, level=4)


def text_string(text: str) -> str:
    """A text as a PDF string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
