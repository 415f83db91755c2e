"""``recoup letter list``: the kinds of letters, and for one kind who asks for each element and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.element import CONDITIONAL, FORBIDDEN, RECOMMENDED, REQUIRED
from ledger.core.letter.kind import KINDS
from ledger.report.columns import DISCLAIMER, wrapped

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.letter.element import Element, Kind

_INDENT = 26
_LEVELS = {
    REQUIRED: "Without these it is not written",
    CONDITIONAL: "In some cases only",
    RECOMMENDED: "Told where it is missing",
    FORBIDDEN: "Never in it",
}


def list_kinds(session: Session, kind: str) -> None:
    """Print every kind, or one with its elements."""
    kinds = [KINDS[kind]] if kind else list(KINDS.values())
    if session.format == "json":
        session.json("letter-kinds", {"letters": [_as_row(one) for one in kinds]})
        return
    for one in kinds:
        _say_kind(session, one, whole=bool(kind))
    if kind:
        for level, words in _LEVELS.items():
            _say_elements(session, words, [one for one in KINDS[kind].elements if one.level == level])
        session.confirm(f"Next: recoup letter CASE {kind}")
        session.confirm("  with --draft to see it before all is there")
    else:
        session.confirm("Next: recoup letter list KIND says what one needs; recoup letter CASE KIND")
        session.confirm("writes it, with --draft to see it before all is there.")
    session.say(DISCLAIMER)


def _say_kind(session: Session, kind: Kind, *, whole: bool) -> None:
    first, *rest = wrapped(f"{kind.name:{_INDENT}}{kind.title}", " " * _INDENT)
    for line in (first, *rest):
        session.say(line)
    gates = ["waits for counsel"] if kind.counsel else []
    gates += ["signed by the patient"] if kind.from_patient else []
    heed = kind.heed if whole else ""
    for text in (kind.use and f"For: {kind.use}", kind.effect, heed, "; ".join(gates)):
        if text:
            for line in wrapped(f"{'':{_INDENT}}{text}", " " * _INDENT):
                session.say(line)


def _say_elements(session: Session, words: str, elements: list[Element]) -> None:
    if not elements:
        return
    session.say(f"{words}:")
    for one in elements:
        sure = f", confidence {one.confidence}" if one.confidence else ""
        when = f", where {one.when}" if one.when else ""
        for line in wrapped(f"  {one.key.replace('_', ' ')} ({one.citation}{sure}){when}", "    "):
            session.say(line)


def _as_row(kind: Kind) -> dict[str, object]:
    return {
        "kind": kind.name,
        "title": kind.title,
        "serves": kind.serves,
        "law": kind.law,
        "after": kind.after,
        "use": kind.use,
        "effect": kind.effect,
        "heed": kind.heed,
        "waits_for_counsel": kind.counsel,
        "signed_by_patient": kind.from_patient,
        "elements": [one._asdict() for one in kind.elements],
    }
