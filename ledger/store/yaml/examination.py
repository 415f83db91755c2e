"""The slow second look at a file that the reader would not take at once: every finding in one run."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ledger.core.finding import Finding
from ledger.store.yaml.events import (
    BROKEN,
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    begin,
    events_of,
    finish,
)
from ledger.store.yaml.glance import LONGEST_VALUE
from ledger.store.yaml.reader import DEEPEST
from ledger.store.yaml.screen import HIDDEN, named, screened
from ledger.store.yaml.syntax import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.store.yaml.reader import Tree

    _Put = Callable[[Tree], None]

MOST_VALUES = 50_000
MOST_FINDINGS = 100
_SWALLOWED = re.compile(r"[ \t]+(#[^ \r\n][^\r\n]*)")
_PLAIN_KEYS = "a key is plain ASCII text, as answer_by"


class _EnoughError(Exception):
    """Going on would cost more than it tells."""


def examined(data: bytes) -> tuple[dict[str, Tree] | None, list[Finding]]:
    """The document and all findings, in the order of their places; no document where one of them is an error."""
    tree, findings = salvage(data)
    harmless = all(finding.code == "LED113" for finding in findings)
    return (tree if harmless else None), findings


def salvage(data: bytes) -> tuple[dict[str, Tree] | None, list[Finding]]:
    """As much of the document as can be understood, and all findings, in the order of their places."""
    text, findings = screened(data)
    if not text and findings:
        return None, findings[:MOST_FINDINGS]
    examination = _Examination(text, findings)
    tree = examination.document()
    findings.sort(key=lambda finding: (finding.line, finding.column))
    return tree, findings[:MOST_FINDINGS]


class _Examination:
    """One walk over the events of one text; what it dislikes goes to ``findings``."""

    def __init__(self, text: str, findings: list[Finding]) -> None:
        self._text = text
        self._findings = findings
        self._values = 0
        self._root: dict[str, Tree] | None = None

    def document(self) -> dict[str, Tree] | None:
        """The top-level mapping, whole or up to where the text stops being YAML."""
        try:
            self._stream()
        except _EnoughError:
            pass
        except BROKEN as error:
            self._findings.append(_broken(error))
        return self._root

    def _stream(self) -> None:
        self._next = events_of(self._text)
        self._next()
        opening = self._next()
        if isinstance(opening, StreamEndEvent):
            self._nothing(opening)
            return
        self._directives(opening)
        event = self._next()
        self._decorations(event)
        if isinstance(event, MappingStartEvent):
            self._root = {}
            self._mapping(self._root, 1)
        elif isinstance(event, ScalarEvent) and not event.value:
            self._nothing(event)
        else:
            self._report(
                event,
                "LED112",
                "the file does not begin with a key",
                "begin with a key and a colon, as id: RC-2026-7K4QXM",
            )
            raise _EnoughError
        self._next()
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            self._directives(after)
            self._report(
                after,
                "LED106",
                "a second document begins here",
                "delete the line ---, or move the rest to its own file",
            )

    def _nothing(self, event: Event) -> None:
        self._report(event, "LED111", "the file holds nothing", "delete it, or bring it back from the last save")

    def _mapping(self, found: dict[str, Tree], depth: int) -> None:
        lines: dict[str, int] = {}
        for event in self._until(MappingEndEvent):
            key = self._key(event, lines, depth)
            following = self._next()
            if key is None:
                self._value(following, depth, _forget)
            else:
                self._value(following, depth, partial(found.__setitem__, key))

    def _key(self, event: Event, lines: dict[str, int], depth: int) -> str | None:
        """The key's text, or None where its value is to be read past."""
        self._decorations(event)
        if not isinstance(event, ScalarEvent):
            if not isinstance(event, AliasEvent):
                self._report(event, "LED114", "a list or block stands where a key belongs", _PLAIN_KEYS)
            self._value(event, depth, _forget, decorated=True)
            return None
        key: str = event.value
        if key == "<<" and not event.style:
            self._report(event, "LED110", "a merge key (<<) stands here", "write the keys out in this block")
            return None
        if not key or not key.isascii() or not key.isprintable():
            self._report(event, "LED114", _odd(key), _PLAIN_KEYS)
            return None
        if key in lines:
            message = f"{key} stands here and on line {lines[key]}"
            self._report(event, "LED103", message, "keep one of the two; a list takes several entries under one key")
            return None
        lines[key] = begin(event).line + 1
        return key

    def _value(self, event: Event, depth: int, put: _Put, *, decorated: bool = False) -> None:
        """Read one value; containers are put in place before they are filled, so that a later break keeps them."""
        if not decorated:
            self._decorations(event)
        if isinstance(event, ScalarEvent):
            put(self._scalar(event))
        elif isinstance(event, MappingStartEvent):
            self._deeper(event, depth)
            inner: dict[str, Tree] = {}
            put(inner)
            self._mapping(inner, depth + 1)
        elif isinstance(event, SequenceStartEvent):
            self._deeper(event, depth)
            entries: list[Tree] = []
            put(entries)
            for entry in self._until(SequenceEndEvent):
                self._value(entry, depth + 1, entries.append)

    def _until(self, ending: type[Event]) -> Iterator[Event]:
        while not isinstance(event := self._next(), ending):
            yield event

    def _deeper(self, event: Event, depth: int) -> None:
        if depth >= DEEPEST:
            hint = f"a ledger's file goes {DEEPEST} levels deep at most"
            self._report(event, "LED109", f"more than {DEEPEST} levels lie in one another", hint)
            raise _EnoughError

    def _scalar(self, event: ScalarEvent) -> str | None:
        self._values += 1
        if self._values > MOST_VALUES:
            self._report(
                event, "LED109", f"the file holds more than {MOST_VALUES:,} values", "split the case into several"
            )
            raise _EnoughError
        value: str = event.value
        if len(value) > LONGEST_VALUE:
            message = f"the value has {len(value):,} characters; one value holds at most {LONGEST_VALUE:,}"
            self._report(event, "LED109", message, "keep long papers in the private folder and name them in the case")
        if hidden := HIDDEN.search(value):
            self._report(event, "LED107", f"the value holds {named(hidden[0])}", "delete it, or the \\ that writes it")
        if not event.style:
            self._swallowed(event)
        return value or ("" if event.style else None)

    def _swallowed(self, event: ScalarEvent) -> None:
        comment = _SWALLOWED.match(self._text, finish(event).index)
        if comment is None:
            return
        written = " ".join(part for part in (event.value, comment[1]) if part)
        quoted = written.rstrip().replace("\\", "\\\\").replace('"', '\\"')
        message = f"the value ends before {_shortened(comment[1])}: the rest counts as a comment"
        hint = f'write "{_shortened(quoted)}" in quotes, or put a blank after the # of a comment'
        self._findings.append(_at(finish(event).line, finish(event).column + 1, "LED113", message, hint))

    def _directives(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            self._report(event, "LED105", "a YAML directive (%) stands here", "delete the line that begins with %")

    def _decorations(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            hint = "write the value out; a text that begins with * needs quotes"
            self._once_a_line(event, "LED104", "a YAML alias (*) stands here", hint)
        elif isinstance(event, NodeEvent) and event.anchor:
            hint = "delete it; a text that begins with & needs quotes"
            self._once_a_line(event, "LED104", "a YAML anchor (&) stands here", hint)
        if getattr(event, "tag", None):
            hint = "delete it; a text that begins with ! needs quotes"
            self._once_a_line(event, "LED105", "a YAML tag (!) stands here", hint)

    def _once_a_line(self, event: Event, code: str, message: str, hint: str) -> None:
        last = self._findings[-1] if self._findings else None
        if last is None or (last.code, last.line) != (code, begin(event).line + 1):
            self._report(event, code, message, hint)

    def _report(self, event: Event, code: str, message: str, hint: str) -> None:
        self._findings.append(_at(begin(event).line, begin(event).column, code, message, hint))
        if len(self._findings) >= MOST_FINDINGS:
            raise _EnoughError


def _forget(_: Tree) -> None:
    """Where values go that have no place in the document."""


def _at(line: int, column: int, code: str, message: str, hint: str) -> Finding:
    return Finding(code, message, hint, line=line + 1, column=column + 1)


def _odd(key: str) -> str:
    if not key:
        return "a colon stands here without a key"
    for character in key:
        if not character.isascii():
            return f"the key holds U+{ord(character):04X}, which is not ASCII"
    return "the key holds a character that cannot be printed"


def _shortened(text: str, width: int = 40) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def _broken(error: Exception) -> Finding:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _at(0, 0, *explained(""))
    unclosed = "quoted scalar" in (error.context or "") and "escape" not in (error.problem or "")
    mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
    return _at(mark.line, mark.column, *explained(error.problem or ""))
