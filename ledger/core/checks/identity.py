"""What tells entries and cases apart: ids, twins, corrections, the file's own name and folder."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from ledger.core.case import Case, Line
from ledger.core.entries import answers, names_of
from ledger.core.finding import Finding, Path
from ledger.core.names import id_of

_KEPT_WHOLE = (
    "counsel",
    "notices",
    "documents",
    "decisions",
    "offers",
    "extensions",
    "passed",
    "money",
    "communications",
)
_ANSWERING = (*_KEPT_WHOLE, "filings", "appeals", "repayment_plans")

_ID_NEEDED = "give this entry an id of its own"
_NAME_TAKEN = "a document's id is its name; choose another"
_HAPPENED_TWICE = "if it happened twice, give the second an id: or say in words what differs"
_COPIED = "take recorded: out of the copy; the next save writes its own"
_MEND = "take the second one out, or mend what is typed"


def entries_differ(case: Case) -> Iterator[Finding]:
    """Find entries that cannot be told apart, by name or by value."""
    for field in ("notices", "filings", "appeals", "repayment_plans"):
        yield from _twins((field,), getattr(case, field), _own_name, _ID_NEEDED)
    yield from _twins(("documents",), case.documents, lambda entry: entry.id, _NAME_TAKEN)
    yield from _twins(("claims",), case.claims, lambda claim: claim.number, _MEND)
    for index, claim in enumerate(case.claims):
        yield from _twins(("claims", index, "lines"), claim.lines, _line_name, "number the lines: line: 1, line: 2")
    for field in ("findings", "grounds"):
        yield from _twins((field,), getattr(case, field), lambda entry: entry.id, "choose another id")
    yield from _twins(("evidence",), case.evidence, lambda entry: entry.id or entry.item, _ID_NEEDED)
    yield from _twins(("approvals",), case.approvals, lambda entry: entry.number, _MEND)
    yield from _twins(("consents",), case.consents, lambda entry: (entry.kind, entry.patient, entry.signed_on), _MEND)
    for field in _KEPT_WHOLE:
        yield from _twins((field,), getattr(case, field), _whole, _HAPPENED_TWICE)
        yield from _twins((field,), getattr(case, field), _tag, _COPIED)


def corrections_exist(case: Case) -> Iterator[Finding]:
    """Find corrections and retractions of entries that are not there, or were corrected already."""
    for field in _ANSWERING:
        entries = getattr(case, field)
        corrected: dict[int, int] = {}
        for index, answer in enumerate(answers(entries)):
            if answer is None:
                continue
            verb = "retracts" if answer.retracts else "corrects"
            if answer.target is None:
                yield Finding(
                    "LED319",
                    f"{verb} names {answer.name}, and {field} has no other entry of this id or tag",
                    "copy the id, or the four letters that end recorded, of the entry you mean",
                    (field, index, verb),
                )
            elif not answer.retracts and corrected.setdefault(answer.target, index) != index:
                yield Finding(
                    "LED323",
                    f"{answer.name} is corrected by two entries; the later saved one counts",
                    "if both are needed, let the second one correct the first",
                    (field, index, verb),
                )


def file_fits(case: Case) -> Iterator[Finding]:
    """Find a file whose name is not the case's id, or which lies in no month that the case knows."""
    if not case.file:
        return
    named = id_of(case.file)
    if named != case.id:
        yield Finding(
            "LED301",
            f"the id is {case.id}, the file is called {named}.yaml",
            "a case file is never renamed or copied; put the id back, or start a case with recoup new",
            ("id",),
        )
    months = _months(case)
    folder = case.file.split("/")[-2] if "/" in case.file else ""
    if months and folder not in months:
        yield Finding(
            "LED320",
            f"the file lies in {folder or 'no folder'}, the case begins in {min(months)}",
            "check dated_on; if it is right, leave the file where it is",
            ("demand", "dated_on") if case.demand.dated_on else ("id",),
        )


def _months(case: Case) -> set[str]:
    """Every month it can lie under: a letter may follow a takeback, and a later letter replace the first."""
    days = [case.demand.dated_on]
    days += [notice.dated_on for notice in case.notices]
    days += [entry.dated_on for entry in case.money]
    return {f"{day:%Y-%m}" for day in days if day is not None}


def _own_name(entry: Any) -> Hashable:  # noqa: ANN401 - an entry of any list
    return names_of(entry._replace(recorded=None)) or None


def _line_name(line: Line) -> Hashable:
    return line.line if line.line is not None else (line.served_on, line.procedure, line.modifiers)


def _tag(entry: Any) -> Hashable:  # noqa: ANN401
    recorded = getattr(entry, "recorded", None)
    return recorded.tag if recorded else None


def _whole(entry: Any) -> Hashable:  # noqa: ANN401
    return entry if _tag(entry) is None else None


def _twins(path: Path, entries: Sequence[Any], name: Callable[[Any], Hashable], hint: str) -> Iterator[Finding]:
    """Report each entry whose name an earlier one has; entries without a name are let pass."""
    if len(entries) == 1:
        return
    seen: dict[Hashable, int] = {}
    for index, entry in enumerate(entries):
        own = name(entry)
        if own is not None and seen.setdefault(own, index) != index:
            yield Finding(
                "LED311",
                f"entries {seen[own] + 1} and {index + 1} of {path[-1]} are {_said(own)}",
                hint,
                (*path, index),
            )


def _said(own: Hashable) -> str:
    if isinstance(own, tuple) and hasattr(own, "_fields"):
        return "the same in every word"
    words = [str(word) for word in (own if isinstance(own, tuple) else (own,)) if word]
    return f"both {' '.join(words)}"
