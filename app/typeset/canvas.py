"""Pages of operators made into a tagged PDF: our fonts alone, the structure tree, the same bytes for the same document."""

from __future__ import annotations

from app.typeset.embedded import EmbeddedFace
from app.typeset.faces import Face
from app.typeset.objects import Objects, pack, text_string
from app.typeset.tagged import Structure

PRODUCER = "Overgang"


class TaggedCanvas:
    """Pages of one size. `code` takes the operators of the page being drawn; the origin is its lower left corner."""

    def __init__(
        self, *, width: float, height: float, title: str, language: str, right_to_left: bool
    ) -> None:
        self.code: list[str] = []
        self.structure = Structure()
        self._box = f"[0 0 {width:.4f} {height:.4f}]"
        self._title, self._language, self._right_to_left = title, language, right_to_left
        self._objects = Objects()
        self._tree, self._fonts = self._objects.reserve(), self._objects.reserve()
        self._pages: list[str] = []
        self._embedded: dict[Face, EmbeddedFace] = {}

    def embedded(self, face: Face) -> EmbeddedFace:
        """The face as this document carries it."""
        if face not in self._embedded:
            self._embedded[face] = EmbeddedFace(face, key=f"T{len(self._embedded) + 1}")
        return self._embedded[face]

    def next_page(self) -> None:
        """End the page and start another."""
        self._end_page()
        self.structure.next_page()

    def finish(self) -> bytes:
        """End the last page; the PDF."""
        self._end_page()
        objects, pages = self._objects, self._pages
        structure = self.structure.write(objects, pages)
        fonts = " ".join(f"/{face.key} {face.write(objects)}" for face in self._embedded.values())
        objects.write(self._fonts, f"<<{fonts}>>")
        objects.write(self._tree, f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(pages)}]>>")
        info = objects.add(
            f"<</Title {text_string(self._title)} /Creator ({PRODUCER}) /Producer ({PRODUCER})>>"
        )
        return objects.file(root=self._catalog(structure), info=info)

    def _catalog(self, structure: str) -> str:
        direction = "R2L" if self._right_to_left else "L2R"
        return self._objects.add(
            f"<</Type /Catalog /Pages {self._tree} /Lang {text_string(self._language)} /PageMode /UseNone "
            f"/StructTreeRoot {structure} /MarkInfo <</Marked true>> "
            f"/ViewerPreferences <</DisplayDocTitle true /Direction /{direction}>>>>"
        )

    def _end_page(self) -> None:
        drawn = self._objects.stream(pack("\n".join(self.code).encode("ascii")))
        self._pages.append(
            self._objects.add(
                f"<</Type /Page /Parent {self._tree} /MediaBox {self._box} /Contents {drawn} "
                f"/Resources <</Font {self._fonts}>> /StructParents {len(self._pages)} /Tabs /S>>"
            )
        )
        self.code.clear()
