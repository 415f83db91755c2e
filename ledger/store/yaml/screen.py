"""What no file of a ledger may hold, seen on its bytes and named one by one (reliability standard, 1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.core.finding import Finding
from ledger.store.yaml.glance import MOST_LINES

LARGEST_FILE = 1024 * 1024
"""Bytes."""

# Tab and line feed may stand in a value (escaped), the carriage return only at a line's end; zero-width joiners
# belong to names. Listed: controls, the direction changers, line separators, byte-order mark, surrogates, tags.
_HIDDEN_CLASS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    r"\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
HIDDEN = re.compile(f"[{_HIDDEN_CLASS}]")
"""A character that no value may hold, not even escaped."""

_LAYOUT_LOST = re.compile(r"\r(?!\n)|^ *\t", re.MULTILINE)
_REFUSED = re.compile(rf"\r(?!\n)|(?!\r)[\t{_HIDDEN_CLASS}]")
_MARKERS = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$|^={7}\r?$", re.MULTILINE)

_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_AS_UTF_8 = "save the file again as UTF-8 without a byte-order mark (Notepad: Save as, Encoding: UTF-8)"

_NAMES = {
    0x00: "a NUL byte",
    0x0D: "a carriage return without a line feed",
    0x85: "a NEXT LINE character",
    0x1B: "an escape character",
    0x2028: "a LINE SEPARATOR",
    0x2029: "a PARAGRAPH SEPARATOR",
    0xFEFF: "a byte-order mark",
}
_TURNING = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def screened(data: bytes) -> tuple[str, list[Finding]]:
    """The text to go on with, and what is wrong with its bytes.

    Each refused character is replaced by a harmless one, so that lines and columns stay true for what is found later.
    The text is empty where going on makes no sense.
    """
    if len(data) > LARGEST_FILE:
        message = f"the file has {len(data):,} bytes; a ledger's file holds at most {LARGEST_FILE:,}"
        return "", [
            Finding("LED109", message, "keep papers in the private folder and name them in the case", line=1, column=1)
        ]
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return "", [Finding("LED102", f"the file is saved as {name}", _AS_UTF_8, line=1, column=1)]
    text, findings = _decoded(data)
    if (lines := text.count("\n")) > MOST_LINES:
        message = f"the file has {lines:,} lines; a ledger's file holds at most {MOST_LINES:,}"
        return "", [
            *findings,
            Finding("LED109", message, "split the case, or move comments elsewhere", line=MOST_LINES, column=1),
        ]
    if undecided := list(_conflict_markers(text)):
        return "", [*findings, *undecided]
    findings.extend(_hidden_characters(text))
    if _LAYOUT_LOST.search(text):
        return "", findings
    return _REFUSED.sub(" ", text), findings


def _decoded(data: bytes) -> tuple[str, list[Finding]]:
    findings = []
    if data.startswith(_BYTE_ORDER_MARK):
        findings.append(Finding("LED102", "the file begins with a byte-order mark", _AS_UTF_8, line=1, column=1))
        data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return data.decode("utf-8"), findings
    except UnicodeDecodeError:
        for number, line in enumerate(data.split(b"\n"), start=1):
            findings.extend(_undecodable(line, number))
    return data.decode("utf-8", errors="replace"), findings


def _undecodable(line: bytes, number: int) -> Iterator[Finding]:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8")) + 1
        message = f"byte 0x{line[error.start]:02X} is not UTF-8 text"
        yield Finding(
            "LED102",
            message,
            "save the file again as UTF-8, then check the accented letters",
            line=number,
            column=column,
        )


def _conflict_markers(text: str) -> Iterator[Finding]:
    found = [text.count("\n", 0, match.start()) + 1 for match in _MARKERS.finditer(text)]
    if found:
        message = f"both versions of a change stand in the file, lines {found[0]} to {found[-1]}"
        hint = "keep one version and delete the marker lines (<<<<<<<, =======, >>>>>>>)"
        yield Finding("LED115", message, hint, line=found[0], column=1)


def _hidden_characters(text: str) -> Iterator[Finding]:
    """One finding for each line and kind, so that a file full of tabs stays readable."""
    seen = set()
    for match in _REFUSED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found = _refused_character(match[0], line, match.start() - text.rfind("\n", 0, match.start()))
        if (line, found.code) not in seen:
            seen.add((line, found.code))
            yield found


def _refused_character(character: str, line: int, column: int) -> Finding:
    if character == "\t":
        hint = "use spaces; most editors can convert tabs to spaces"
        return Finding("LED108", "a tab stands in the text", hint, line=line, column=column)
    hint = "delete it; it came in with pasted text"
    return Finding("LED107", f"{named(character)} hides in the text", hint, line=line, column=column)


def named(character: str) -> str:
    """The character in words, with its code point: never the character itself."""
    point = ord(character)
    default = "a direction-changing character" if point in _TURNING else "a control character"
    return f"{_NAMES.get(point, default)} (U+{point:04X})"
