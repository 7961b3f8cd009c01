"""Records tests/data/typeset/shapes.json from Debian's hb-shape, a shaper that shares no code with ours but the font.

Run it by hand when a font or a sample changes: python tests/typeset/record_shapes.py (Debian: libharfbuzz-bin).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "tests" / "data" / "typeset" / "shapes.json"

# language, script, direction, font, text: one face and one direction each
SAMPLES = (
    (
        "nb",
        "Latn",
        "ltr",
        "NotoSans-Regular",
        "Veiledning om skole og arbeid på ærlig vis: 9–15, «så fint» ffi",
    ),
    ("nb", "Latn", "ltr", "NotoSans-Bold", "Hva vil du bli? Ta en prat, AV To."),
    ("pl", "Latn", "ltr", "NotoSans-Regular", "Łódź, Wrocław: doradca zawodowy, życie po zwolnieniu, ąęśćńż"),
    ("ro", "Latn", "ltr", "NotoSans-Regular", "educație și învățământ, şcoală ţară"),
    ("tr", "Latn", "ltr", "NotoSans-Regular", "fi İstanbul ılık iş fırsatı"),
    ("uk", "Cyrl", "ltr", "NotoSans-Regular", "Професійна орієнтація: співбесіда, їжак, ґанок"),
    ("sr", "Cyrl", "ltr", "NotoSans-Regular", "Обука и посао, шта желиш: б г д п т"),
    ("ru", "Cyrl", "ltr", "NotoSans-Regular", "Обучение и работа: б г д п т"),
    ("ar", "Arab", "rtl", "NotoSansArabic-Regular", "الإرشاد حول العمل والتعليم"),
    ("ar", "Arab", "rtl", "NotoSansArabic-Regular", "كَتَبَ الطَّالِبُ رِسَالَةً إِلَى المُرْشِدِ"),
    ("ar", "Arab", "rtl", "NotoSansArabic-Bold", "ما خطوتك التالية؟ لا إلا الله"),
    ("fa", "Arab", "rtl", "NotoSansArabic-Regular", "راهنمایی شغلی، می\u200cخواهم گفتگو"),
    ("fa", "Arab", "ltr", "NotoSansArabic-Regular", "۴۵۶۷"),
    ("ur", "Arab", "ltr", "NotoNastaliqUrdu-Regular", "۴۵۶۷"),
    ("ckb", "Arab", "rtl", "NotoSansArabic-Regular", "ڕێنمایی پیشەیی و خوێندن"),
    ("ps", "Arab", "rtl", "NotoSansArabic-Regular", "د کار او زده‌کړې لارښوونه ښځه ډېر"),
    ("th", "Thai", "ltr", "NotoSansThai-Regular", "ที่นี่คุณพูดคุยเรื่องการเรียน น้ำ ปู่ ญี่ปุ่น ฐิ"),
    ("th", "Thai", "ltr", "NotoSansThai-Bold", "หลังจากนี้คุณอยากทำอะไร"),
    ("ta", "Taml", "ltr", "NotoSansTamil-Regular", "தமிழ் மொழி கொண்டு வேலைக்கு கௌ ஸ்ரீ க்ஷ"),
    ("am", "Ethi", "ltr", "NotoSansEthiopic-Regular", "የሙያ ምክር እና ትምህርት፣ ሰላም።"),
    ("ti", "Ethi", "ltr", "NotoSansEthiopic-Bold", "ምኽሪ ስራሕን ትምህርትን"),
    ("hi", "Deva", "ltr", "NotoSansDevanagari-Regular", "मार्गदर्शन और शिक्षा क्षत्रिय र्क हिन्दी"),
    ("ur", "Arab", "rtl", "NotoNastaliqUrdu-Regular", "پیشہ ورانہ رہنمائی اور تعلیم گفتگو"),
    ("ur", "Arab", "rtl", "NotoNastaliqUrdu-Bold", "آپ کیا بننا چاہتے ہیں؟"),
    ("ug", "Arab", "rtl", "NotoSansArabic-Regular", "ئۇيغۇرچە خىزمەت ۋە مائارىپ مەسلىھەتچىسى"),
    ("my", "Mymr", "ltr", "NotoSansMyanmar-Regular", "ကျွန်ုပ်တို့သည် ကမ္ဘာ ဗုဒ္ဓ သိက္ခာ မြို့ ကြွေး"),
    ("bn", "Beng", "ltr", "NotoSansBengali-Regular", "স্ত্রী কর্ম লক্ষ্মী উদ্দেশ্য গুরুত্বপূর্ণ কৌশল"),
    ("pa", "Guru", "ltr", "NotoSansGurmukhi-Regular", "ਕਿੱਤਾ ਸ੍ਰੀ ਪ੍ਰਸ਼ਨ ਤੁਹਾਨੂੰ ਜ਼ਿੰਦਗੀ"),
    ("ka", "Geor", "ltr", "NotoSansGeorgian-Regular", "კარიერული კონსულტაცია და სკოლა"),
    ("zh", "Hani", "ltr", "NotoSansSC-Regular", "职业指导：“你好”，世界（测试）……《书》。"),
    ("zh", "Hani", "ltr", "NotoSansSC-Bold", "你想做什么？"),
    ("sr", "Cyrl", "ltr", "NotoSans-Italic", "Обука и посао, шта желиш: б г д п т"),
    ("vi", "Latn", "ltr", "NotoSans-Regular", "Tiếng Việt: ẾỘẪỖẬ Ữỵ, gọi Đường ượ Ằặ"),
    ("vi", "Latn", "ltr", "NotoSans-Bold", "HỖ TRỢ NGHỀ NGHIỆP: trò chuyện"),
    ("is", "Latn", "ltr", "NotoSans-Regular", "Þú færð starfsráðgjöf, þagnarskylda"),
    ("se", "Latn", "ltr", "NotoSans-Regular", "Bargu ja oahppu: čŋŧžđš Ráđđeaddi"),
    ("kmr", "Latn", "ltr", "NotoSans-Regular", "Şêwirmendiya pîşeyî û xwendin, ç"),
    ("bg", "Cyrl", "ltr", "NotoSans-Regular", "Професионално ориентиране: в г д ж з и к л п т ц ш щ ъ ю"),
    ("ru", "Cyrl", "ltr", "NotoSans-Italic", "Обучение и работа: б г д п т"),
    ("sr", "Cyrl", "ltr", "NotoSans-Bold", "Обука и посао: б г д п т"),
    ("nb", "Latn", "ltr", "NotoSans-Italic", "Utkast: ikke lest av en som har språket"),
    ("ckb", "Arab", "rtl", "NotoSansArabic-Bold", "ڕێنمایی پیشەیی، خوێندن ڵێ ۆ ێ ڤ"),
    ("fa", "Arab", "rtl", "NotoSansArabic-Bold", "می\u200cخواهید چه کار کنید؟"),
    ("ti", "Ethi", "ltr", "NotoSansEthiopic-Regular", "ምኽሪ ስራሕን ትምህርትን፡ ሓፈሻዊ። ቋንቋ ጓ"),
    ("my", "Mymr", "ltr", "NotoSansMyanmar-Bold", "သင် ဘာလုပ်ချင်ပါသလဲ။ သတ္တဝါ အင်္ဂလိပ်"),
    ("bn", "Beng", "ltr", "NotoSansBengali-Bold", "আপনি কী করতে চান? প্রশিক্ষণ ভ্রূ"),
    ("pa", "Guru", "ltr", "NotoSansGurmukhi-Bold", "ਤੁਸੀਂ ਕੀ ਕਰਨਾ ਚਾਹੁੰਦੇ ਹੋ? ਸਿੱਖਿਆ"),
    ("ka", "Geor", "ltr", "NotoSansGeorgian-Bold", "რა გსურთ გააკეთოთ? ქვეყანა"),
    ("ta", "Taml", "ltr", "NotoSansTamil-Bold", "நீங்கள் என்ன செய்ய விரும்புகிறீர்கள்? கொ கோ கௌ"),
    ("hi", "Deva", "ltr", "NotoSansDevanagari-Bold", "आप क्या करना चाहते हैं? द्वितीय श्रृंखला ट्रेन"),
    ("mr", "Deva", "ltr", "NotoSansDevanagari-Regular", "मार्गदर्शन आणि शिक्षण शाळा ल श"),
)


def record(language: str, script: str, direction: str, font: str, text: str) -> dict[str, object]:
    """One sample with its glyphs as hb-shape sets them: number, cluster, advance, x and y offset."""
    command = ("hb-shape", "--output-format=json", "--no-glyph-names", "--unicodes")
    codes = ",".join(f"U+{ord(character):04X}" for character in text)
    options = (f"--language={language}", f"--script={script}", f"--direction={direction}")
    file = next((ROOT / "resources" / "fonts" / "print").glob(f"{font}.?tf"))
    done = subprocess.run([*command, codes, *options, str(file)], capture_output=True, text=True, check=True)
    glyphs = [[one["g"], one["cl"], one["ax"], one["dx"], one["dy"]] for one in json.loads(done.stdout)]
    return {
        "language": language,
        "script": script,
        "direction": direction,
        "font": font,
        "text": text,
        "glyphs": glyphs,
    }


def main() -> None:
    """Write the file."""
    version = subprocess.run(["hb-shape", "--version"], capture_output=True, text=True, check=True).stdout
    shapes = [record(*sample) for sample in SAMPLES]
    lines = ",\n".join(json.dumps(shape, ensure_ascii=False) for shape in shapes)
    TARGET.write_text(f'{{"by": "{version.splitlines()[0]}", "shapes": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
