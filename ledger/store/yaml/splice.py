"""Writing keeps bytes: an edit changes its own lines, and the result is read back and held against the intention."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.core.edit import Edit, SetField, Value
from ledger.core.edited import NoPlaceError, edited
from ledger.store.yaml.insertion import KeyOrder, entry_added, key_added
from ledger.store.yaml.page import CannotSplice, Page, named, rewritten
from ledger.store.yaml.reader import read
from ledger.store.yaml.replacement import value_replaced
from ledger.store.yaml.screen import HIDDEN
from ledger.store.yaml.screen import named as named_character

__all__ = ["CannotSplice", "KeyOrder", "splice"]


def splice(text: str, edits: Sequence[Edit], order: KeyOrder) -> str:
    """The text with the edits made and every other byte as it was.

    ``order`` gives the schema's key order for the mapping at a path. Raises ``CannotSplice`` where the text has
    mistakes, where an edit has no place in it, or where the result would read as anything but the intention.
    """
    before, mistakes = read(text.encode("utf-8", errors="surrogatepass"))
    if before is None:
        first = mistakes[0]
        raise CannotSplice(f"line {first.line} cannot be read: {first.message}", f"{first.hint}; then try again")
    try:
        intended = edited(before, edits)
    except NoPlaceError as problem:
        raise CannotSplice(
            str(problem), "look at the file with an editor; recoup check names what is wrong"
        ) from problem
    spliced = text
    for edit in edits:
        spliced = _spliced(spliced, edit, order)
    after, found = read(spliced.encode("utf-8", errors="surrogatepass"))
    if after != intended or len(found) > len(mistakes):
        place = named(edits[0].path)
        raise CannotSplice(
            f"{place} cannot be changed safely in this layout", f"change {place} with an editor, then save"
        )
    return spliced


def _spliced(text: str, edit: Edit, order: KeyOrder) -> str:
    page = Page(text)
    if isinstance(edit, SetField):
        _refuse_hidden(edit.value, named(edit.path))
        known = page.places.node(edit.path) is not None
        return rewritten(
            text,
            value_replaced(page, edit.path, edit.value) if known else key_added(page, edit.path, edit.value, order),
        )
    _refuse_hidden(edit.entry, named(edit.path))
    return rewritten(text, entry_added(page, edit.path, edit.entry, order))


def _refuse_hidden(value: Value, place: str) -> None:
    if isinstance(value, str):
        if hidden := HIDDEN.search(value):
            message = f"the text for {place} holds {named_character(hidden[0])}"
            raise CannotSplice(message, "type the text again without it; it came in with pasted text")
        return
    for inner in value.values() if hasattr(value, "values") else value:
        _refuse_hidden(inner, place)
