"""A case as a page of plain lines, one fact each, for git's own diffs: no quotes, no order of keys, no layout."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ledger.core.difference import is_block
from ledger.core.proof import Recorded
from ledger.core.sentences import of_entry, text_of
from ledger.core.spelling import key
from ledger.report.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Case
    from ledger.core.finding import Finding

FORM = 1
"""The number of this form. Git keeps what it was shown once; another number makes it ask again."""

_WIDTH = 80
_TOLD = ("communications", "money", "decisions", "counsel", "extensions", "passed", "offers")
"""Lists whose entries are opened by the sentence that history tells of them."""
_NAMES = ("number", "id", "level", "kind", "item", "deadline", "name", "to", "case", "use")
_SCHEMA = "# yaml-language-server:"


def whole_case(case: Case, text: str, findings: Sequence[Finding]) -> list[str]:
    """Every filled field of a case; then the comments of its file, and what of it does not fit the format.

    ``text`` is the file, ``findings`` what is wrong in it: neither may disappear from a comparison.
    """
    lines = _wrapped(f"{case.id}  {case.title}", "  ")
    later: list[str] = []
    fields: Iterator[tuple[str, Any]] = zip(case._fields, case, strict=True)
    for field, value in fields:
        if field in ("id", "title", "file"):
            continue
        if is_block(value):
            later += ["", _spoken(field), *_fields(value, "  ")]
        elif _entries(value):
            for entry in value:
                later += ["", _opening(field, entry), *_fields(entry, "  ")]
        else:
            lines += _fact(_spoken(key(case, field)), field, value, "")
    return [*lines, *later, *_comments(text), *_wrong(findings)]


def _fields(part: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - any named tuple of a case
    for field, value in zip(part._fields, part, strict=True):
        label = _spoken(key(part, field))
        if is_block(value):
            yield f"{indent}{label}"
            yield from _fields(value, f"{indent}  ")
        elif _entries(value):
            for entry in value:
                yield from _entry(label, entry, indent)
        else:
            yield from _fact(label, field, value, indent)


def _entry(label: str, entry: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
    """A part of a list inside an entry, as a service line: all in one line, or over as many as it takes."""
    facts = ", ".join(
        f"{_spoken(key(entry, field))} {text_of(field, value)}"
        for field, value in zip(entry._fields, entry, strict=True)
        if text_of(field, value)
    )
    yield from _wrapped(f"{indent}{_one(label)}: {facts}", f"{indent}  ")


def _fact(label: str, field: str, value: object, indent: str) -> list[str]:
    if isinstance(value, Recorded):
        said = f"{value.at:%Y-%m-%d %H:%M:%S}Z by {value.by} ({value.tag})"
    else:
        said = text_of(field, value)
    return _wrapped(f"{indent}{label}: {said}", f"{indent}  ") if said else []


def _opening(field: str, entry: Any) -> str:  # noqa: ANN401
    if field in _TOLD:
        return clean(of_entry(entry)[-1].words)
    name = next((getattr(entry, name) for name in _NAMES if getattr(entry, name, None)), "")
    return clean(f"{_one(_spoken(field))} {name}".rstrip())


def _one(label: str) -> str:
    return label.removesuffix("s")


def _comments(text: str) -> list[str]:
    """What stands behind a ``#``; a text that holds one is listed, too, which does no harm."""
    found = []
    for line in text.splitlines():
        before, mark, comment = f" {line}".partition(" #")
        if mark and not line.startswith(_SCHEMA):
            place = before.strip().partition(":")[0]
            found += _wrapped(f"  {place}{' ' if place else ''}# {comment.strip()}", "    ")
    return ["", "comments in the file", *found] if found else []


def _wrong(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    told = [_wrapped(f"  {finding.code} {finding.message}", "    ") for finding in findings]
    return ["", "not as the format wants it", *(line for lines in told for line in lines)]


def _entries(value: object) -> bool:
    return isinstance(value, tuple) and not hasattr(value, "_fields") and bool(value) and is_block(value[0])


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(clean(text), _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _spoken(field: str) -> str:
    return field.replace("_", " ")
