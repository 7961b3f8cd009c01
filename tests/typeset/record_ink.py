"""Records tests/data/typeset/ink.json: each sample of shapes.json as hb-view draws it, and mixed lines as Qt does.

Run it by hand when a font or a sample changes: python -m tests.typeset.record_ink (Debian: libharfbuzz-bin). Neither
shares code with ours but the font: hb-view has its own shaper and Cairo, Qt its own bidi, fallback and rasteriser.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path

from PIL import Image

from app.base.paths import program_folder, resource
from tests.typeset.inking import grid
from tests.typeset.record_shapes import SAMPLES

TARGET = program_folder() / "tests" / "data" / "typeset" / "ink.json"
SIZE = 64
# Whose tallest letters hb-view cuts off at the upper edge of its picture.
CUT_OFF = {("ur", "NotoNastaliqUrdu-Bold"), ("vi", "NotoSans-Bold"), ("ckb", "NotoSansArabic-Bold")}

# language, families in the order in which they are asked, text: lines of several scripts and directions
MIXED = (
    ("ar", ("Noto Sans Arabic", "Noto Sans"), "اتصل بـ Rognulf (المدرسة) على 22 33 44 55 الآن"),
    ("ar", ("Noto Sans Arabic", "Noto Sans"), "دروس النرويجية A1–B2 في الصف"),
    ("ckb", ("Noto Sans Arabic", "Noto Sans"), "ڕێنمایی پیشەیی (CV) ژووری 12 لە Havmod"),
    ("fa", ("Noto Sans Arabic", "Noto Sans"), "راهنمایی شغلی «کار» و Word برای ۴۵ نفر"),
    ("ps", ("Noto Sans Arabic", "Noto Sans"), "د کار لارښوونه (Solmund) ښه ده"),
    ("ug", ("Noto Sans Arabic", "Noto Sans"), "خىزمەت ۋە مائارىپ (CV) مەسلىھەت"),
    ("ur", ("Noto Nastaliq Urdu", "Noto Sans"), "پیشہ ورانہ تعلیم (کمرہ 12) میں ۵۰٪ لوگ"),
    ("nb", ("Noto Sans", "Noto Sans Arabic"), "Læreren Lyngvar محمد الأمين er på skolen"),
    ("zh-Hans", ("Noto Sans SC", "Noto Sans"), "与Rognulf谈职业指导，《书》（测试）。"),
    ("ti", ("Noto Sans Ethiopic", "Noto Sans"), "ምኽሪ ስራሕ Tindre ትምህርቲ"),
    ("th", ("Noto Sans Thai", "Noto Sans"), "ที่ปรึกษา Ospar ญี่ปุ่น"),
    ("hi", ("Noto Sans Devanagari", "Noto Sans"), "मार्गदर्शन Steinvid और शिक्षा"),
)


def drawn_by_harfbuzz(sample: tuple[str, str, str, str, str]) -> Image.Image:
    """One sample as hb-view draws it."""
    language, script, direction, font, text = sample
    # Between empty lines and blanks: what stands out of its line is cut off at the picture's edge.
    codes = ",".join(f"U+{ord(character):04X}" for character in f" \n  {text}  \n ")
    options = (f"--language={language}", f"--script={script}", f"--direction={direction}")
    file = next(resource("fonts", "print").glob(f"{font}.?tf"))
    command = (
        "hb-view",
        "--output-format=png",
        f"--font-size={SIZE}",
        f"--unicodes={codes}",
        *options,
        str(file),
    )
    return Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))


def drawn_by_qt(families: tuple[str, ...], text: str, *, right_to_left: bool, folder: Path) -> Image.Image:
    """One line as Qt draws it."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QFont, QImage, QPainter, QTextLayout, QTextOption

    font = QFont(list(families))
    font.setPixelSize(SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(4000)
    layout.endLayout()
    image = QImage(4200, 500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    layout.draw(painter, QPointF(100, 150))
    painter.end()
    file = folder / "line.png"
    image.save(str(file))
    return Image.open(file).copy()


def main() -> None:
    """Write the file."""
    import tempfile

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication([])
    for file in resource("fonts", "print").glob("*-Regular.?tf"):
        QFontDatabase.addApplicationFont(str(file))
    found = []
    for sample in SAMPLES:
        if sample[:1] + sample[3:4] in CUT_OFF:
            continue
        cells, shape = grid(drawn_by_harfbuzz(sample))
        found.append(
            {"language": sample[0], "font": sample[3], "text": sample[4], "shape": shape, "ink": cells}
        )
    with tempfile.TemporaryDirectory() as folder:
        for language, families, text in MIXED:
            turned = families[0] in ("Noto Sans Arabic", "Noto Nastaliq Urdu")
            cells, shape = grid(drawn_by_qt(families, text, right_to_left=turned, folder=Path(folder)))
            found.append({"language": language, "font": "", "text": text, "shape": shape, "ink": cells})
    del application
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    TARGET.write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
