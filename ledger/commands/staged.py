"""What is about to be saved or shared, judged on its own bytes: behind ``check --staged`` and the hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import Checked, Facts, facts_of, judged, kind_of, placed, read_as
from ledger.core.finding import Finding
from ledger.core.growing import breaches
from ledger.core.privacy import personal_data
from ledger.store.plain_files import linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ledger.commands.session import Session
    from ledger.core.stopping import Stop, Version
    from ledger.store.library import Library, Loaded

_LINK = "120000"
_REPOSITORY = "160000"


class _Changed(NamedTuple):
    """One path whose content differs; a blob is empty where the path is absent."""

    path: str
    mode: str
    before: str
    after: str


class Judged(NamedTuple):
    """What was found in the changed files; ``stops`` are the findings about deadlines, with what their screen needs."""

    findings: tuple[Finding, ...]
    stops: tuple[Stop, ...] = ()
    files: int = 0
    today: date | None = None

    @property
    def checked(self) -> Checked:
        """The same, as the result of a check."""
        return Checked(self.findings, self.files)


def check_staged(session: Session, *, joining: bool = False) -> Judged:
    """Judge every staged file on its staged version, and what it does to the deadlines of its case.

    ``joining``: two lines of work come together; days are left out, which neither side can help now.
    """
    changed = [_Changed(one.path, one.mode, one.before or "", one.after or "") for one in session.git.staged()]
    if not changed:
        return Judged(())
    facts = facts_of(session.library)
    today = None if joining or facts.settings is None else _real_day(facts)
    findings: list[Finding] = []
    stops: list[Stop] = []
    for one, before, after in _with_bytes(session, changed):
        findings += _judge(session.library, facts, one, before, after)
        if today is not None and after is not None and kind_of(one.path) == "case" and one.mode not in _NO_FILE:
            stops += _stops(session.library, facts, _read(before, one.path), read_as("case", after, one.path), today)
    findings += [stop.finding for stop in stops]
    return Judged(tuple(sorted(findings, key=_by_place)), tuple(stops), len(changed), today)


def compare(session: Session, before: str | None, after: str) -> list[Finding]:
    """Judge what differs between two saved states, as before a save but for the days; None: everything is new."""
    old = {} if before is None else {one.path: one.blob for one in session.git.entries_at(before)}
    new = {one.path: one for one in session.git.entries_at(after)}
    changed = [
        _Changed(path, new[path].mode if path in new else "", old.get(path, ""), new[path].blob if path in new else "")
        for path in sorted({*old, *new})
        if path not in new or old.get(path) != new[path].blob
    ]
    facts = facts_of(session.library)
    found = [_judge(session.library, facts, one, *data) for one, *data in _with_bytes(session, changed)]
    return sorted((finding for findings in found for finding in findings), key=_by_place)


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code


def _real_day(facts: Facts) -> date | None:
    """The day in the ledger's time zone; no option reaches it."""
    if facts.settings is None:
        return None
    from ledger.store.clock import clock_of

    return clock_of(facts.settings.time_zone, facts.settings.frozen_on, None).today


_NO_FILE = (_LINK, _REPOSITORY)


def _with_bytes(session: Session, changed: Sequence[_Changed]) -> Iterable[tuple[_Changed, bytes | None, bytes | None]]:
    """Each change with its bytes before and after, all from one call."""
    names = sorted({name for one in changed if one.mode not in _NO_FILE for name in (one.before, one.after) if name})
    data = dict(zip(names, session.git.contents(names), strict=True))
    return [(one, data.get(one.before), data.get(one.after)) for one in changed]


def _judge(library: Library, facts: Facts, one: _Changed, before: bytes | None, after: bytes | None) -> list[Finding]:
    """What is wrong with one changed file, and with the change itself."""
    if one.mode in _NO_FILE or after is None:
        return _no_plain_file(one)
    kind = kind_of(one.path)
    if kind is None:
        return _other_file(one.path, after, facts)
    if kind == "regime":
        return list(library.regime_from(one.path, after)[2])
    new, old = read_as(kind, after, one.path), _read(before, one.path)
    findings = [*new.findings, *placed(new, judged(new, facts, library.payers))]
    if kind == "case" and old is not None and old.tree is not None and new.tree is not None:
        findings += placed(new, breaches(old.tree, new.tree))
    return findings


def _read(data: bytes | None, path: str) -> Loaded | None:
    return None if data is None else read_as(kind_of(path) or "case", data, path)


def _no_plain_file(one: _Changed) -> list[Finding]:
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
        found += personal_data(data.decode("utf-8", "replace"), facts.identities, path=path)
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
