"""Choosing one from a long list by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from app.base.languages import _
from ui.forms.field import Input
from ui.forms.popup import Source, Suggestion, SuggestList, folded, starting
from ui.forms.text import LineEdit


class SuggestField(Input):
    """One of a long list. The value is what `picked` was given for, kept by the form; the text is only shown.

    source: answers at once (a short list). Without it, `asked` fires and the answer comes by `offer(typed, …)`;
    Enter pressed before the answer is there takes its first line when it comes.
    """

    picked = Signal(object)  # Suggestion
    asked = Signal(str)
    emptied = Signal()

    def __init__(
        self,
        label: str,
        *,
        source: Source | None = None,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
        width: int = 0,
    ) -> None:
        self.edit = LineEdit(value, placeholder=placeholder)
        super().__init__(label, self.edit, hint=hint, key=key, name=name)
        self._source, self._waiting, self._take_it = source, "", False
        self._list: SuggestList | None = None
        self._least = width
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self._entered)

    @property
    def popup(self) -> SuggestList:
        """The list below the field, made when it is first wanted: most fields of a form never need theirs."""
        if self._list is None:
            self._list = SuggestList(self.edit, self._least)
            self._list.picked.connect(self._pick)
        return self._list

    @property
    def choosing(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def value(self) -> str:
        return self.edit.text()

    def set_value(self, value: str) -> None:
        self._close()
        self.edit.prefill(value)
        self.error("")

    def offer(self, typed: str, suggestions: Sequence[Suggestion]) -> None:
        """Answer `asked`; an answer to what is no longer typed is not shown."""
        if typed != self.edit.text() or not self.edit.hasFocus():
            return
        self._waiting = ""
        if self._take_it and suggestions:
            self._take_it = False
            self._pick(suggestions[0])
            return
        self._take_it = False
        self._offer(suggestions)

    def _typed(self, text: str) -> None:
        self._take_it = False
        if not text.strip():
            self._waiting = ""
            self._close()
            self.emptied.emit()
        elif self._source is not None:
            self._offer(self._source(text))
        else:
            self._waiting = text
            self.asked.emit(text)
        self.touched()

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        if suggestions:
            self.popup.offer(suggestions)
        else:
            self._close()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _entered(self) -> None:
        self._take_it = bool(self._waiting)

    def _pick(self, one: object) -> None:
        self._close()
        if isinstance(one, Suggestion):
            self.edit.prefill(one.text)
            self.error("")
            self.picked.emit(one)
            self.changed.emit()


class PickField(SuggestField):
    """One code of a list too long for chips; typing finds it, and the value is the code.

    A text that is in no list keeps nothing and says so on leaving; an empty field is "".
    """

    def __init__(
        self,
        label: str,
        options: Callable[[], Sequence[Suggestion]],
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        self._options, self._code = options, ""
        super().__init__(label, source=self._found, placeholder=placeholder, hint=hint, key=key, name=name)
        self.picked.connect(self._chose)
        self.emptied.connect(lambda: self._keep(""))
        self.left.connect(self.check)
        if value:
            self.set_value(value)

    def value(self) -> str:
        return self._code

    def set_value(self, value: str) -> None:
        self._code = value
        shown = next((one.text for one in self._options() if one.data == value), value) if value else ""
        super().set_value(shown)

    def check(self) -> bool:
        """Judge the text as on leaving: a text that is exactly one option is taken, another one is an error."""
        typed = self.edit.text().strip()
        known = next((one for one in self._options() if one.data == self._code), None)
        if not typed or (known is not None and known.text == typed):
            self.error("")
            return True
        same = [one for one in self._options() if folded(one.text) == folded(typed)]
        if len(same) == 1:
            self._pick(same[0])
            return True
        self.error(_("Not in the list. Type its first letters and choose with Enter."))
        return False

    def _found(self, typed: str) -> Sequence[Suggestion]:
        return starting(typed, self._options())

    def _chose(self, one: object) -> None:
        if isinstance(one, Suggestion):
            self._keep(str(one.data))

    def _keep(self, code: str) -> None:
        self._code = code
