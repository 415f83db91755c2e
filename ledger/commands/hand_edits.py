"""What was changed by hand since the last save: read, completed, judged and told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import facts_of, judged, kind_of, placed, read_as
from ledger.core.checks import check_case
from ledger.core.edit import Edit, SetField
from ledger.core.event import Event, events_between
from ledger.core.finding import ERROR, Finding
from ledger.core.growing import breaches
from ledger.core.holding import against_hold, wrongly_lifted
from ledger.core.law.patch import patch_findings
from ledger.core.names import id_of
from ledger.core.severity import severity_of
from ledger.core.stamping import stamp_last, unhashed, unstamped
from ledger.store.putting_back import with_remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.checking import Facts
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.stopping import Stop
    from ledger.store.git import Standing
    from ledger.store.library import Loaded

_ALSO_SAVED = ("templates/", "phi-allow.yaml")
"""Files of a ledger that have no schema and are worked on by hand all the same."""


class HandEdit(NamedTuple):
    """One file that differs from its last saved state.

    ``typed`` is what lies in the folder, ``after`` the same with stamps and hashes filled in. ``findings`` are the
    mistakes that the last saved state had not; ``stops`` what the change does to deadlines.
    """

    file: str
    before: Loaded | None
    typed: bytes
    after: Loaded
    findings: tuple[Finding, ...]
    stops: tuple[Stop, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls the file: the case's id, or its path."""
        return id_of(self.file) if kind_of(self.file) == "case" else self.file

    @property
    def refused(self) -> bool:
        """Whether something about it stops the save."""
        return any(severity_of(finding) == ERROR for finding in self.findings)

    @property
    def events(self) -> tuple[Event, ...]:
        """What was changed, for a case."""
        return () if self.case is None else events_between(self.before.case if self.before else None, self.case)

    @property
    def case(self) -> Case | None:
        """The case as it is about to be saved; None for a file of another kind."""
        return self.after.case if kind_of(self.file) == "case" else None


def files_edited(session: Session, among: Sequence[str] = ()) -> dict[str, Standing]:
    """How every file of the ledger stands that differs from its last saved state, of all or of those named."""
    return {
        file: standing
        for file, standing in session.git.status(among).items()
        if kind_of(file) is not None or file.startswith(_ALSO_SAVED)
    }


def hand_edits(session: Session, files: Sequence[str]) -> list[HandEdit]:
    """Read and judge files that were changed by hand; all of them lie in the folder."""
    facts = facts_of(session.library)
    saved = session.git.contents([f"HEAD:{file}" for file in files])
    return [_read(session, facts, file, data) for file, data in zip(files, saved, strict=True)]


def _read(session: Session, facts: Facts, file: str, saved: bytes | None) -> HandEdit:
    kind = kind_of(file) or "text"
    typed = session.library.bytes_of(file)
    before = None if saved is None else _loaded(session, kind, saved, file)
    after = _loaded(session, kind, typed, file)
    if kind == "case" and not after.broken and after.tree is not None:
        after = _completed(session, before, after)
    stops = _stops(session, before, after) if kind == "case" else ()
    found = _new(_found(session, facts, before), _found(session, facts, after))
    if before is not None and before.tree is not None and after.tree is not None and kind == "case":
        changed = with_remarks(session.git, breaches(before.tree, after.tree), file, before.data, after.tree)
        found += placed(after, changed)
        found += placed(after, against_hold(before.case, after.case, facts.settings))
    if kind == "ledger" and before is not None and before.value is not None and after.value is not None:
        found += placed(after, breaches(before.tree, after.tree))
        found += placed(after, list(wrongly_lifted(before.value.holds, after.value.holds, before.value)))
    return HandEdit(file, before, typed, after, (*found, *(stop.finding for stop in stops)), stops)


def _loaded(session: Session, kind: str, data: bytes, file: str) -> Loaded:
    from ledger.store.library import Loaded as File

    if kind == "text":
        return File(file, data, None, None, ())
    if kind == "regime":
        from ledger.store.revised import Revised

        listed = Revised(session.root, {file: data}).regime_files
        return File(file, data, None, None, next(found for name, _, found in listed if name == file))
    return read_as(kind, data, file)


def _completed(session: Session, before: Loaded | None, after: Loaded) -> Loaded:
    """The file with the stamps of its new entries and the hashes of its new documents, where they can be written."""
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import CannotSplice, splice

    old, new = (before.tree if before else None) or {}, after.tree or {}
    edits: list[Edit] = [
        SetField((entry.name, entry.place, "recorded"), session.stamp()) for entry in unstamped(old, new)
    ]
    for index in unhashed(old, new):
        digest = session.private.digest_of(after.case.documents[index]) if after.case else None
        if digest:
            edits.append(SetField(("documents", index, "sha256"), digest))
    if not edits:
        return after
    try:
        order = stamp_last(key_order("case"), new)
        return read_as("case", splice(after.text, edits, order).encode(), after.file)
    except CannotSplice:  # both are optional: the save itself says when, and audit compares what it can
        return after


def _found(session: Session, facts: Facts, loaded: Loaded | None) -> list[Finding]:
    if loaded is None:
        return []
    found = [*loaded.findings, *placed(loaded, judged(loaded, facts, session.library.payers))]
    if loaded.value is not None and kind_of(loaded.file) == "payer":
        payer = loaded.value._replace(file=loaded.file)
        found += placed(loaded, patch_findings(payer, session.library.regimes))
    if loaded.case is not None and facts.settings is not None and kind_of(loaded.file) == "case":
        ahead = check_case(loaded.case, facts.settings, session.library.payers, session.today)
        found += placed(loaded, [finding for finding in ahead if finding.code == "LED312"])
    return found


def _new(old: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """What is wrong now and was not before: whoever adds a phone call is not made to mend the claims first."""
    known = {(finding.code, finding.message) for finding in old}
    return [finding for finding in found if (finding.code, finding.message) not in known]


def _stops(session: Session, before: Loaded | None, after: Loaded) -> tuple[Stop, ...]:
    from ledger.core.stopping import Version, stops

    def version(loaded: Loaded | None) -> Version | None:
        if loaded is None or loaded.case is None or loaded.tree is None:
            return None
        return Version(loaded.tree, loaded.case, session.deadlines(loaded.case))

    now = version(after)
    if now is None:
        return ()
    found = stops(version(before), now, session.settings.deadlines.block, session.today)
    return tuple(stop._replace(finding=placed(after, [stop.finding])[0]) for stop in found)


def days_of(session: Session, loaded: Loaded | None) -> tuple[Deadline, ...]:
    """The deadlines of a file, where it can be read as a case."""
    if loaded is None or loaded.case is None or kind_of(loaded.file) != "case":
        return ()
    return session.deadlines(loaded.case)
