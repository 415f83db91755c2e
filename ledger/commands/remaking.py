"""Letters made again from what their cases note: the same case, rules and template give the same Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.audit.page import Remade
from ledger.core.audit.point import KEPT, Point, point
from ledger.core.finding import Finding
from ledger.core.letter.content import letter_data
from ledger.core.letter.kind import KINDS
from ledger.core.letter.made_with import MadeWith, groups_meant, read_made_with
from ledger.core.letter.matter import Matter
from ledger.store.letters.rendering import render
from ledger.store.letters.templates import Templates, templates_of
from ledger.store.library import load_case
from ledger.store.refusal import LedgerError
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.commands.audit_days import Ground
    from ledger.commands.audit_papers import Named
    from ledger.commands.session import Session
    from ledger.core.audit.saves import Save, Step

    Steps = Mapping[str, Sequence[tuple[Save, Step]]]

_MARK = re.compile(r"^Letter mark: (\S+)$", re.MULTILINE)


class _NotHere(Exception):
    """Something that the letter was made with is not here; the message says what."""


class _Made(NamedTuple):
    """What one letter was made from: its note, its text as kept, and the save that noted it."""

    note: MadeWith
    kept: str
    save: Save
    case: bytes


def letters_again(
    session: Session, ground: Ground, steps: Steps, papers: Iterable[Named]
) -> tuple[tuple[Remade, ...], list[Point]]:
    """Make every letter again whose inputs are here; say of each whether it came out the same, or what is missing."""
    found, points = [], []
    templates = templates_of(shipped("templates"), session.root)
    for named in papers:
        if not named.document.made_with or named.document.kind not in KINDS:
            continue
        try:
            made = _made(session, named, steps, templates)
            same = any(text == made.kept for text in _texts(session, ground, named, made, templates))
        except (_NotHere, LedgerError) as error:
            found.append(Remade(named.case, named.document.id, same=False, why=str(error)))
            continue
        found.append(Remade(named.case, named.document.id, same=same, why="" if same else "it came out otherwise"))
        if not same:
            message = f"{named.document.id} of {named.case}, made again from its inputs, differs from the one kept"
            hint = "compare it with what was sent; the names of patients or this program may have changed since"
            points.append(point(KEPT, made.save, Finding("LED745", message, hint, file=named.file)))
    return tuple(found), points


def _made(session: Session, named: Named, steps: Steps, templates: Templates) -> _Made:
    note = read_made_with(named.document.made_with or "")
    if note is None:
        message = "what it was made with cannot be read"
        raise _NotHere(message)
    if templates.revision(KINDS[named.document.kind].template) != note.template:
        message = f"its template {note.template} is not here: another version of this program had it"
        raise _NotHere(message)
    save, step = _noted_by(named, note, steps)
    case = session.git.contents([step.before])[0]
    if case is None:
        message = "its case cannot be read"
        raise _NotHere(message)
    return _Made(note, _kept(session, named), save, case)


def _noted_by(named: Named, note: MadeWith, steps: Steps) -> tuple[Save, Step]:
    """The save that noted the letter: the one that follows on the version of the case it was made from."""
    for save, step in steps.get(named.file, ()):
        if step.before.startswith(note.case):
            return save, step
    message = f"the version {note.case} of its case was never saved"
    raise _NotHere(message)


def _kept(session: Session, named: Named) -> str:
    stem = named.document.file.rpartition(".")[0]
    try:
        return session.private.inside(f"{stem}.md").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        message = "its Markdown is not on this computer"
        raise _NotHere(message) from None


def _texts(session: Session, ground: Ground, named: Named, made: _Made, templates: Templates) -> Iterable[str]:
    """The Markdown of each group of claims that the letter may have been about."""
    law = ground.law(made.save.version)
    case = load_case(made.case, named.file).case
    mark = _MARK.search(made.kept)
    if law is None or case is None or mark is None or named.document.dated_on is None:
        message = "its case, rules, day or mark cannot be read"
        raise _NotHere(message)
    kind = KINDS[named.document.kind]
    stamp = named.document.recorded
    writer = next((one for one in law.settings.people if stamp is not None and one.id == stamp.by), None)
    for group in groups_meant(made.note, case, law):
        here = session.private.here
        facts = (session.identities, here, named.document.dated_on, writer, made.note.wishes)
        yield render(templates, kind.template, letter_data(Matter(kind, case, group, law, *facts), mark.group(1)))
