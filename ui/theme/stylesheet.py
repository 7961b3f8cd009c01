"""The one style sheet, made from the tokens; what carries a state of its own (buttons, rows) is painted instead."""

from __future__ import annotations

from ui.theme.tokens import Tokens


def stylesheet(t: Tokens) -> str:
    """The whole application's style sheet for the scheme `t`."""
    return "\n".join((_surfaces(t), _labels(t), _pills(t), _chips(t), _fields(t), _rest(t)))


def _surfaces(t: Tokens) -> str:
    return f"""
* {{ outline: 0; }}
QWidget {{ color: {t.text}; }}
QWidget[part="page"], QDialog, QMessageBox {{ background: {t.page}; }}
QWidget[part="side"] {{ background: {t.side}; border-right: 1px solid {t.line}; }}
QWidget[part="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
QWidget[part="foot"] {{ border-top: 1px solid {t.line}; }}
QWidget[part="rule"] {{ background: {t.line}; }}
QWidget[part="soft"] {{ background: {t.hover}; border-radius: 8px; }}
QWidget[part="info"] {{ background: {t.accent_soft}; border-radius: 8px; }}
QWidget[part="warn"] {{ background: {t.warn_soft}; border-radius: 8px; }}
QWidget[part="bad"] {{ background: {t.bad_soft}; border-radius: 8px; }}
QWidget[part="inner"], QScrollArea {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {t.hover}; border: none; padding: 4px 8px; }}
QWidget[part="toast"] {{ background: {t.text}; border-radius: 10px; }}
QWidget[part="toast"] QLabel {{ color: {t.card}; }}
QWidget[part="palette"] {{ background: {t.card}; border: 1px solid {t.chip_line}; border-radius: 14px; }}
QWidget[part="veil"] {{ background: rgba(10, 16, 24, {150 if t.dark else 90}); }}
"""


def _labels(t: Tokens) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="brand"] {{ font-size: 17px; font-weight: 700; }}
QLabel[role="title"] {{ font-size: 24px; font-weight: 700; }}
QLabel[role="name"] {{ font-size: 20px; font-weight: 700; }}
QLabel[role="h2"] {{ font-size: 18px; font-weight: 600; }}
QLabel[role="h3"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="big"] {{ font-size: 16px; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: 12px; }}
QLabel[role="label"] {{ color: {t.muted}; font-size: 12px; font-weight: 500; }}
QLabel[role="error"] {{ color: {t.bad}; font-size: 12px; font-weight: 500; }}
QLabel[role="warning"] {{ color: {t.warn}; font-size: 12px; font-weight: 500; }}
QLabel[role="said"] {{ color: {t.accent}; font-size: 12px; font-weight: 500; }}
QLabel[role="struck"] {{ color: {t.faint}; text-decoration: line-through; }}
QLabel[role="key"] {{ color: {t.faint}; font-size: 11px; font-weight: 500; }}
QLabel[role="code"] {{ font-size: 17px; font-weight: 600; }}
QLabel[role="kbd"] {{ color: {t.muted}; background: {t.hover}; border: 1px solid {t.line}; border-radius: 5px;
  padding: 1px 6px; font-size: 11px; font-weight: 500; }}
"""


def _pills(t: Tokens) -> str:
    pill = "border-radius: 10px; padding: 0 9px; font-size: 12px; font-weight: 600; min-height: 20px; max-height: 20px;"
    tile = "border-radius: 8px; font-size: 13px; font-weight: 600; padding: 0;"
    rules = [f'QLabel[part="pill"] {{ {pill} }}', f'QLabel[part="tile"] {{ {tile} }}']
    for tone in ("idle", "accent", "ok", "warn", "bad"):
        face = f"background: {t.colour(tone + '_soft')}; color: {t.colour(tone)};"
        rules.append(f'QLabel[tone="{tone}"] {{ {face} }}')
    rules.append(f'QLabel[part="tile"][on="1"] {{ background: {t.card}; color: {t.accent}; }}')
    return "\n".join(rules)


def _chips(t: Tokens) -> str:
    chip = 'QRadioButton[part="chip"]{0}, QCheckBox[part="chip"]{0}'
    rest = (
        f"border: 1px solid {t.chip_line}; border-radius: 15px; min-height: 28px; max-height: 28px; padding: 0 12px;"
        f" spacing: 0; color: {t.text}; font-size: 13px; font-weight: 500; background: {t.card};"
    )
    on = f"background: {t.accent_soft}; border-color: {t.accent}; color: {t.accent}; font-weight: 600;"
    focus = f"border: 2px solid {t.accent}; padding: 0 11px; min-height: 26px; max-height: 26px;"
    tinted = "".join(
        f'QRadioButton[tint="{tone}"]:checked {{ background: {t.colour(tone + "_soft")};'
        f" border-color: {t.chip_line if tone == 'idle' else t.colour(tone)}; color: {t.colour(tone)}; }}\n"
        for tone in ("ok", "warn", "bad", "idle")
    )
    token = "border-radius: 13px; min-height: 24px; max-height: 24px; padding: 0 10px; font-size: 13px;"
    return f"""
{chip.format("")} {{ {rest} }}
{chip.format(":hover")} {{ background: {t.hover}; }}
{chip.format("::indicator")} {{ width: 0; height: 0; border: none; image: none; }}
{chip.format(":checked")} {{ {on} }}
{chip.format(":focus")} {{ {focus} }}
{tinted}
QPushButton[part="token"] {{ background: {t.accent_soft}; border: 1px solid {t.accent_soft}; {token}
  color: {t.accent}; font-weight: 500; }}
QPushButton[part="offered"] {{ background: transparent; border: 1px dashed {t.field_line}; {token} color: {t.muted}; }}
QPushButton[part="offered"]:hover {{ background: {t.hover}; }}
"""


def _fields(t: Tokens) -> str:
    return f"""
QLineEdit, QPlainTextEdit {{ background: {t.field}; border: 1px solid {t.field_line}; border-radius: 8px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit {{ padding: 0 10px; min-height: 36px; max-height: 36px; }}
QPlainTextEdit {{ padding: 6px 7px; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 0 9px; min-height: 34px; max-height: 34px; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 5px 6px; }}
QLineEdit[bad="1"] {{ border: 2px solid {t.bad}; padding: 0 9px; min-height: 34px; max-height: 34px; }}
QPlainTextEdit[bad="1"] {{ border: 2px solid {t.bad}; padding: 5px 6px; }}
QLineEdit[part="bare"] {{ border: none; background: transparent; padding: 0; min-height: 26px; max-height: 26px; }}
QLineEdit[part="code"] {{ font-size: 17px; font-weight: 600; }}
QLineEdit[part="search"] {{ border: none; background: transparent; font-size: 18px; padding: 0 4px;
  min-height: 56px; max-height: 56px; }}
QWidget[part="tokens"] {{ background: {t.field}; border: 1px solid {t.field_line}; border-radius: 8px; }}
QWidget[part="tokens"][lit="1"] {{ border: 2px solid {t.accent}; }}
QWidget[part="tokens"][bad="1"] {{ border: 2px solid {t.bad}; }}
QListView[part="suggest"] {{ background: {t.card}; border: 1px solid {t.chip_line}; border-radius: 10px; padding: 4px; }}
"""


def _rest(t: Tokens) -> str:
    return f"""
QAbstractItemView {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {t.chip_line}; border-radius: 3px; min-height: 40px; margin: 0 1px; }}
QScrollBar::handle:vertical:hover {{ background: {t.faint}; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {t.chip_line}; border-radius: 3px; min-width: 40px; margin: 1px 0; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
  width: 0; height: 0; border: none; }}
QProgressBar {{ background: {t.idle_soft}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QProgressBar[full="1"]::chunk {{ background: {t.ok}; }}
QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.field_line}; padding: 4px 8px; }}
QMenu {{ background: {t.card}; color: {t.text}; border: 1px solid {t.chip_line}; padding: 4px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
"""
