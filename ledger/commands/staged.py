"""What is about to be saved or shared, judged on its own bytes: behind ``check --staged`` and the hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import Checked, Facts, facts_of, judged, kind_of, placed, read_as
from ledger.core.finding import ERROR, WARNING, Finding
from ledger.core.guarding import LINK, REPOSITORY, Change
from ledger.core.guarding import judged as guarded
from ledger.core.holding import against_hold, wrongly_lifted
from ledger.core.privacy import personal_data
from ledger.core.severity import severity_of
from ledger.store.git.arriving import changes_of
from ledger.store.putting_back import HINT, puts_back
from ledger.store.yaml.positions import place
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ledger.core.edited import Tree
    from ledger.core.stopping import Stop, Version
    from ledger.store.git import Git, Program, Staged
    from ledger.store.library import Library, Loaded


class Judged(NamedTuple):
    """The findings about changed files; ``stops`` are those about deadlines, with what their screen needs."""

    checked: Checked
    stops: tuple[Stop, ...] = ()
    today: date | None = None


def judge_staged(library: Library, git: Git, *, deadlines: bool, joined: Sequence[str] = ()) -> Judged:
    """Judge every staged file, on its staged version. ``deadlines`` is off in a merge: a merge changes no fact.

    ``joined`` names the states that a merge joins to the last saved one.
    """
    others = [git.staged(against=rev) for rev in joined]
    return judge(library, git, git.staged(), deadlines=deadlines, others=others, joined=joined)


def judge(
    library: Library,
    git: Program,
    changed: Sequence[Staged],
    *,
    deadlines: bool,
    others: Sequence[Sequence[Staged]] = (),
    joined: Sequence[str] = (),
    facts: Facts | None = None,
    heads: Sequence[str] = ("HEAD",),
) -> Judged:
    """Judge files by their contents before and after, and what each change does to the deadlines of its case.

    ``others`` has what differs from each further state that a merge joins: their entries must stand in the result, too.
    An entry that stands again as a state before ``heads`` or ``joined`` had it first, and that was changed since, only
    warns.
    """
    if not changed and not any(others):
        return Judged(Checked((), 0))
    facts = facts or facts_of(library)
    today = _real_day(facts)
    changes = changes_of(git, [changed, *others])
    trees: dict[bytes, Tree] = {}
    findings: list[Finding] = []
    stops: list[Stop] = []
    own = {one.path for one in changed}
    for change in changes:
        if change.path not in own or change.after is None or change.mode in (LINK, REPOSITORY):
            continue
        kind = kind_of(change.path)
        if kind is None:
            findings += _other_file(change.path, change.after, facts)
        elif kind == "regime":
            findings += library.regime_from(change.path, change.after)[2]
        else:
            old, new = _read(change.befores[0], change.path), read_as(kind, change.after, change.path)
            trees |= {loaded.data: loaded.tree for loaded in (old, new) if loaded is not None}
            findings += _judge(library, facts, old, new, today)
            if deadlines and today is not None and kind == "case":
                stops += _stops(library, facts, old, new, today)
    findings += [*_guarded(git, changes, trees, [*heads, *joined]), *(stop.finding for stop in stops)]
    return Judged(Checked(tuple(sorted(findings, key=_by_place)), len(changed)), tuple(stops), today)


def _guarded(
    git: Program, changes: Sequence[Change], trees: Mapping[bytes, Tree], heads: Sequence[str]
) -> Iterator[Finding]:
    """What may not become of a file, with its place. That a file cannot be read its own findings say better."""
    by_path = {change.path: change for change in changes}

    def read_tree(data: bytes) -> Tree:
        return trees[data] if data in trees else read(data)[0]

    for one in guarded(changes, read_tree):
        if one.path:
            change = by_path[one.file]
            after = change.after or b""
            befores = [before for before in change.befores if before is not None]
            if puts_back(git, one, befores, read_tree(after), heads):
                one = one._replace(severity=WARNING, hint=HINT)  # noqa: PLW2901 - the same finding, told otherwise
            yield place([one], after.decode("utf-8", "replace"), one.file)[0]
        elif one.code != "LED701":
            yield one


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code


def _real_day(facts: Facts) -> date | None:
    """The day in the ledger's time zone; no option reaches it."""
    if facts.settings is None:
        return None
    from ledger.store.clock import clock_of

    return clock_of(facts.settings.time_zone, facts.settings.frozen_on, None).today


def _judge(library: Library, facts: Facts, old: Loaded | None, new: Loaded, today: date | None) -> list[Finding]:
    """What is wrong with one changed file, and with the change itself."""
    findings = [*new.findings, *placed(new, judged(new, facts, library.payers, today))]
    if old is None:
        return findings
    if any(severity_of(one) == ERROR for one in findings):
        findings = _without_blame(findings, [*old.findings, *judged(old, facts, library.payers, today)])
    return [*findings, *placed(new, _held(facts, old, new))]


def _held(facts: Facts, old: Loaded, new: Loaded) -> list[Finding]:
    """What a legal hold does not let happen, to a case and to the hold itself."""
    if kind_of(new.file) == "case":
        return against_hold(old.case, new.case, facts.settings)
    if kind_of(new.file) == "ledger" and old.value is not None and new.value is not None:
        return list(wrongly_lifted(old.value.holds, new.value.holds, old.value))
    return []


def _without_blame(found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """What was wrong in the saved version already warns and does not stop: whoever notes a call mends no claims."""
    known = {(one.code, one.message) for one in before}
    return [
        one._replace(severity=WARNING) if severity_of(one) == ERROR and (one.code, one.message) in known else one
        for one in found
    ]


def _read(data: bytes | None, path: str) -> Loaded | None:
    return None if data is None else read_as(kind_of(path) or "case", data, path)


def _other_file(path: str, data: bytes, facts: Facts) -> list[Finding]:
    if b"\0" in data:
        return []
    return personal_data(data.decode("utf-8", "replace"), facts.identities, facts.allowances, path)


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
