"""The checks of ``recoup doctor`` that ask the computer and the ledger's files: folders, disk, clock, people, rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledger.core.health import place as judge
from ledger.core.health.check import LOOK, OK, UNKNOWN, WRONG, Answer, named_few
from ledger.store.health import disk, repository
from ledger.store.synced import synced_by

if TYPE_CHECKING:
    from ledger.commands.doctoring import Copy


def ledger_file(copy: Copy) -> Answer:
    """The ledger's own settings."""
    from ledger.store.refusal import LedgerError

    try:
        _ = copy.settings
    except LedgerError as error:
        return Answer(WRONG, error.message, error.hint)
    return Answer(OK, "ledger.yaml can be read")


def who(copy: Copy) -> Answer:
    """Who works here."""
    identity = copy.git.identity()
    if identity is None:
        return judge.who(None, None, ())
    return judge.who(identity.name, identity.email, copy.settings.people)


def sign_ins(copy: Copy) -> Answer:
    """Who signs in as whom."""
    return judge.sign_ins(copy.settings.people, repository.saved_by(copy.repository))


def synced(copy: Copy) -> Answer:
    """Whether a service copies the folder away."""
    return judge.synced(synced_by(copy.root))


def private(copy: Copy) -> Answer:
    """The private folder."""
    folder = copy.private
    seen = disk.private_seen(folder.path, copy.git.root)
    return judge.private(seen._replace(inside=seen.inside and folder.exposed))


def documents(copy: Copy) -> Answer:
    """The papers of all cases."""
    from ledger.core.entries import effective
    from ledger.report.progress import shown

    counts: Counter[str] = Counter()
    for loaded in shown(copy.library.cases(), len(copy.library.case_files()), "looking at the papers"):
        counts.update(copy.private.state_of(one) for one in effective(loaded.case.documents if loaded.case else ()))
    return judge.documents(counts)


def room(copy: Copy) -> Answer:
    """Space on the disk."""
    return judge.room(disk.free_bytes(copy.root))


def encryption(copy: Copy) -> Answer:
    """Whether the disk is encrypted."""
    return judge.encryption(disk.encrypted(copy.root))


def shared(copy: Copy) -> Answer:
    """How this copy stands to the shared one."""
    there = copy.git.shared() if copy.address else None
    if there is None:
        return judge.shared(copy.address, None)
    from ledger.core.day import short

    last = f"{short(there.last.astimezone(copy.session.clock.zone).date())}" if there.last else ""
    return judge.shared(copy.address, judge.Meeting(there.ahead, there.behind, last))


def host(copy: Copy) -> Answer:
    """Who keeps the shared copy."""
    return judge.host(copy.address)


def reached(copy: Copy) -> Answer:
    """Whether the shared copy answers."""
    if not copy.address:
        return Answer(OK, "there is no shared copy to reach")
    if not copy.network:
        return Answer(UNKNOWN, "not asked; recoup doctor --network asks whether the shared copy answers")
    return judge.reached(repository.complaint_of_shared(copy.git))


def clock(copy: Copy) -> Answer:
    """The clock against the saves."""
    here, there = (repository.saved_at(copy.repository, name) for name in ("HEAD", "@{upstream}"))
    return judge.clock(copy.now, here, there)


# what stands in the ledger for editors and for reckoning


def schemas(copy: Copy) -> Answer:
    """The copies for editors."""
    from ledger.store.editor_files import lines_missing, outdated

    old = outdated(copy.root)
    if old:
        return Answer(LOOK, f"editors check by an older form: {named_few(old)}")
    missing = lines_missing(copy.root)
    if missing:
        cure = f".vscode/settings.json: under yaml.schemas, add {missing[0]}"
        return Answer(LOOK, f"the editor's settings do not name {named_few(missing)}", cure)
    return Answer(OK, "editors check by the form that this program uses")


def renew_schemas(copy: Copy) -> str:
    """Save the forms of this program as the ledger's copies."""
    from ledger.store.editor_files import renewed

    writes = renewed(copy.root)
    if not writes:
        return ""
    copy.session.keep(writes, f"Forms for editors renewed\n\nEvent: forms\nRecoup: {copy.session.version}\n")
    return f"renewed and saved: {', '.join(write.path for write in writes)}"


def rules(copy: Copy) -> Answer:
    """The rules that days come from."""
    from ledger.commands.rules_checking import in_use, not_lately
    from ledger.core.finding import ERROR
    from ledger.core.severity import severity_of

    library = copy.library
    broken = [file for file, _, found in library.regime_files if any(severity_of(one) == ERROR for one in found)]
    if broken:
        return Answer(WRONG, f"cannot be read: {named_few(broken)}; no day comes from them", "recoup rules check")
    cases = [loaded.case for loaded in library.cases() if loaded.case is not None]
    used = in_use(cases, library.law)
    aged = not_lately(library, (library.regimes[name] for name in used), copy.session.today)
    if aged:
        return Answer(LOOK, f"not read for a year: {named_few([one.file for one in aged])}", "recoup rules check")
    return Answer(OK, f"all rule files can be read: {len(library.regimes)}")


def letters(copy: Copy) -> Answer:
    """The ledger's own words of letters: readable, and taken out from what ships now."""
    from ledger.store.letters.templates import templates_of
    from ledger.store.refusal import LedgerError
    from ledger.store.shipped import shipped

    try:
        templates = templates_of(shipped("templates"), copy.root)
    except LedgerError as error:
        return Answer(WRONG, error.message, error.hint)
    if templates.outdated:
        names = named_few([name.removesuffix(".md.j2").lstrip("_") for name in templates.outdated])
        cure = "compare it with the shipped words: put it aside, recoup letter eject NAME"
        return Answer(LOOK, f"the shipped words changed since these were taken out: {names}", cure)
    return Answer(OK, "letters go out in the shipped words, or in your own of the same state")
