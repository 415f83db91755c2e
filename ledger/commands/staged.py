"""What is about to be saved or shared, judged on its own bytes: behind ``check --staged`` and the hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import Checked, Facts, facts_of, judged, kind_of, placed, read_as
from ledger.core.finding import ERROR, WARNING, Finding
from ledger.core.growing import breaches
from ledger.core.privacy import personal_data
from ledger.core.severity import severity_of
from ledger.store.plain_files import linked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.core.stopping import Stop, Version
    from ledger.store.git import Git, Staged
    from ledger.store.library import Library, Loaded

_LINK = "120000"
_REPOSITORY = "160000"


class Judged(NamedTuple):
    """The findings about changed files; ``stops`` are those about deadlines, with what their screen needs."""

    checked: Checked
    stops: tuple[Stop, ...] = ()
    today: date | None = None


def judge_staged(library: Library, git: Git, *, deadlines: bool) -> Judged:
    """Judge every staged file, on its staged version. ``deadlines`` is off in a merge: a merge changes no fact."""
    return judge(library, git, git.staged(), deadlines=deadlines)


def judge(library: Library, git: Git, changed: Sequence[Staged], *, deadlines: bool) -> Judged:
    """Judge files by their contents before and after, and what each change does to the deadlines of its case."""
    if not changed:
        return Judged(Checked((), 0))
    facts = facts_of(library)
    today = _real_day(facts)
    findings: list[Finding] = []
    stops: list[Stop] = []
    for one, before, after in _with_bytes(git, changed):
        kind = kind_of(one.path)
        if one.mode in _NO_FILE or after is None:
            findings += _no_plain_file(one)
        elif kind is None:
            findings += _other_file(one.path, after, facts)
        elif kind == "regime":
            findings += library.regime_from(one.path, after)[2]
        else:
            old, new = _read(before, one.path), read_as(kind, after, one.path)
            findings += _judge(library, facts, old, new, today)
            if deadlines and today is not None and kind == "case":
                stops += _stops(library, facts, old, new, today)
    findings += [stop.finding for stop in stops]
    return Judged(Checked(tuple(sorted(findings, key=_by_place)), len(changed)), tuple(stops), today)


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code


def _real_day(facts: Facts) -> date | None:
    """The day in the ledger's time zone; no option reaches it."""
    if facts.settings is None:
        return None
    from ledger.store.clock import clock_of

    return clock_of(facts.settings.time_zone, facts.settings.frozen_on, None).today


_NO_FILE = (_LINK, _REPOSITORY)


def _with_bytes(git: Git, changed: Sequence[Staged]) -> list[tuple[Staged, bytes | None, bytes | None]]:
    """Each change with its bytes before and after, all from one call."""
    names = sorted({name for one in changed if one.mode not in _NO_FILE for name in (one.before, one.after) if name})
    data = dict(zip(names, git.contents(names), strict=True))
    return [(one, data.get(one.before or ""), data.get(one.after or "")) for one in changed]


def _judge(library: Library, facts: Facts, old: Loaded | None, new: Loaded, today: date | None) -> list[Finding]:
    """What is wrong with one changed file, and with the change itself."""
    findings = [*new.findings, *placed(new, judged(new, facts, library.payers, today))]
    if old is None:
        return findings
    if any(severity_of(one) == ERROR for one in findings):
        findings = _without_blame(findings, [*old.findings, *judged(old, facts, library.payers, today)])
    if kind_of(new.file) == "case" and old.tree is not None and new.tree is not None:
        findings += placed(new, breaches(old.tree, new.tree))
    return findings


def _without_blame(found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """What was wrong in the saved version already warns and does not stop: whoever notes a call mends no claims."""
    known = {(one.code, one.message) for one in before}
    return [
        one._replace(severity=WARNING) if severity_of(one) == ERROR and (one.code, one.message) in known else one
        for one in found
    ]


def _read(data: bytes | None, path: str) -> Loaded | None:
    return None if data is None else read_as(kind_of(path) or "case", data, path)


def _no_plain_file(one: Staged) -> list[Finding]:
    if one.mode == _LINK:
        return [linked(one.path)]
    if one.mode == _REPOSITORY:
        message = f"{one.path} is a repository of its own"
        return [Finding("LED704", message, "move it out of the ledger; what lies below it is not saved", file=one.path)]
    if kind_of(one.path) == "case":
        message = f"{one.path} was removed or renamed; no case file ever is"
        hint = "bring the file back, then recoup close CASE entered_in_error if it was a mistake"
        return [Finding("LED702", message, hint, file=one.path)]
    return []


def _other_file(path: str, data: bytes, facts: Facts) -> list[Finding]:
    found = []
    if path.startswith("cases/"):
        hint = "documents belong in the private folder: recoup attach CASE FILE"
        found.append(Finding("LED703", f"{path.rpartition('/')[2]} is no case file", hint, file=path))
    if b"\0" not in data:
        found += personal_data(data.decode("utf-8", "replace"), facts.identities, facts.allowances, path)
    return found


def _stops(library: Library, facts: Facts, before: Loaded | None, after: Loaded, today: date) -> list[Stop]:
    """What the change does to the deadlines of its case, each finding with its place."""
    from ledger.core.stopping import stops

    old = None if before is None else _version(library, before, today)
    new = _version(library, after, today)
    if new is None or facts.settings is None:
        return []
    found = stops(old, new, facts.settings.deadlines.block, today)
    return [stop._replace(finding=placed(after, [stop.finding])[0]) for stop in found]


def _version(library: Library, loaded: Loaded, today: date) -> Version | None:
    from ledger.core.reckoning import deadlines_for
    from ledger.core.stopping import Version

    if loaded.case is None or loaded.tree is None:
        return None
    return Version(loaded.tree, loaded.case, deadlines_for(loaded.case, library.law, today))
