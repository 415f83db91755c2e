"""``recoup letter check FILE``: hold a letter, Markdown or DOCX, against its case, its rule and the table of tone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import FORMATS, Checked, show
from ledger.core.finding import Finding
from ledger.core.identity import Identities
from ledger.core.letter.check.days import dated
from ledger.core.letter.check.persons import runs, squeeze
from ledger.core.letter.check.whole import NO_KIND, Against, letter_findings
from ledger.core.letter.kind import KINDS
from ledger.core.letter.made_with import read_made_with
from ledger.core.letter.matter import Matter, Wishes
from ledger.core.letter.selection import Group, groups_of
from ledger.core.severity import FAIL_ON
from ledger.store.letters.unreadable import Unreadable
from ledger.store.refusal import LedgerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.letter.check.passage import Letter
    from ledger.core.letter.kind import Kind
    from ledger.core.proof import Document

_STEM = re.compile(r"(RC-\d{4}-[0-9A-Z]{6})_\d{8}_([a-z_]+?)(?:_draft)?(?:_v\d+)?", re.ASCII)
_SHORTEST_REFERENCE = 5
_MOST_KEPT = 2000
_LARGEST_KEPT = 1024 * 1024


class _Meant(NamedTuple):
    """Which case and kind a letter is of; neither need be known."""

    case: Case | None
    kind: Kind


def check(session: Session, file: str, case: str, kind: str, fail_on: str) -> None:
    """Print what is wrong with a letter and leave with 1 where it is at or above ``fail_on``, else with 0.

    Raises UsageError where no file is named or it is not there, and for words that an option does not take.
    """
    if not file:
        raise UsageError("say which file", "recoup letter check LETTER.docx")
    for option, word, words in (("--fail-on", fail_on, FAIL_ON), ("--format", session.format, FORMATS)):
        if word not in words:
            raise UsageError(f"{option} takes {', '.join(words[:-1])} or {words[-1]}, not {word!r}")
    from ledger.store.letters.reading import read_letter

    try:
        letter = read_letter(Path(file))
    except Unreadable as error:
        found = [Finding("LED610", f"this file is no letter that can be read: {error}", error.hint)]
    else:
        found = _findings(session, letter, Path(file), case, kind)
    placed = [one._replace(file=Path(file).as_posix()) for one in found]
    session.leave(show(Checked(tuple(placed), 1), fail_on, session.format, quiet=session.quiet))


def _findings(session: Session, letter: Letter, path: Path, case: str, kind: str) -> list[Finding]:
    from ledger.store.letters.tone_table import tone_table

    if not _in_a_ledger(session):
        if case:
            session.root  # noqa: B018 - says that there is no ledger here
        return letter_findings(letter, Against(tone_table(), Identities(), kind=KINDS.get(kind, NO_KIND)))
    meant = _meant(session, letter, path, case, kind)
    matter = _matter(session, letter, meant)
    practice = session.settings.practice
    people = [one.name for one in session.settings.people]
    ours = "\n".join([*people, practice.name if practice is not None and practice.name else ""])
    return letter_findings(letter, Against(tone_table(), session.identities, ours, meant.kind, matter))


def _in_a_ledger(session: Session) -> bool:
    try:
        session.root  # noqa: B018 - asked for its refusal
    except UsageError:
        return False
    return True


def _meant(session: Session, letter: Letter, path: Path, case: str, kind: str) -> _Meant:
    """What was said, else what the file's name says, else the kept letter of the same mark, else the RE block."""
    named = _STEM.fullmatch(path.stem)
    stem = named or _STEM.fullmatch(_stem_of_mark(session, letter.mark))
    said = session.usable(session.open_case(case)) if case else None
    found = said or (_case_of(session, stem.group(1)) if stem else None) or _by_numbers(session, letter)
    told = kind or (stem.group(2) if stem and stem.group(2) in KINDS else "")
    return _Meant(found, KINDS[told] if told else _by_title(letter))


def _case_of(session: Session, case_id: str) -> Case | None:
    try:
        return session.library.load_case(session.files_named(case_id)[0]).case
    except (LedgerError, IndexError):
        return None


def _stem_of_mark(session: Session, mark: str) -> str:
    """The name of the kept Markdown that bears a mark; empty where there is none."""
    folder = session.private.path
    if not mark or not session.private.here:
        return ""
    for kept in sorted(folder.glob("RC-*/*.md"))[:_MOST_KEPT]:
        try:
            if kept.stat().st_size <= _LARGEST_KEPT and f"Letter mark: {mark}" in kept.read_text("utf-8"):
                return kept.stem
        except (OSError, UnicodeDecodeError):
            continue
    return ""


def _by_numbers(session: Session, letter: Letter) -> Case | None:
    """The one case whose demand number, or else whose claims, stand in the letter."""
    held = runs(letter.text)
    cases = [loaded.case for loaded in session.library.cases() if loaded.case is not None]
    for numbers in (_references, _claims):
        fitting = [case for case in cases if any(squeeze(number) in held for number in numbers(case))]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _references(case: Case) -> Iterable[str]:
    numbers = (case.demand.reference or "", *case.demand.aliases)
    return [number for number in numbers if len(squeeze(number)) >= _SHORTEST_REFERENCE]


def _claims(case: Case) -> Iterable[str]:
    return [claim.number for claim in case.claims if len(squeeze(claim.number)) >= _SHORTEST_REFERENCE]


def _by_title(letter: Letter) -> Kind:
    """The kind whose title the RE block bears, the longest first: one title may begin another."""
    about = " ".join(passage.text for passage in letter.about).casefold()
    kinds = sorted(KINDS.values(), key=lambda kind: -len(kind.title))
    return next((kind for kind in kinds if kind.title.casefold() in about), NO_KIND)


def _matter(session: Session, letter: Letter, meant: _Meant) -> Matter | None:
    case, kind = meant.case, meant.kind
    if case is None:
        return None
    group = _group(session, letter, case)
    own = dated(letter)
    day = own[1] if own is not None else session.today
    wishes = _wishes(case.documents, kind.name)
    private = session.private
    return Matter(kind, case, group, session.library.law, session.identities, private.here, day, session.person, wishes)


def _group(session: Session, letter: Letter, case: Case) -> Group:
    """The claims under one law of which the letter names the most."""
    held = runs(letter.text)
    groups = groups_of(case, case.claims, session.library.law) or (Group("", case.plan or "", "", ()),)
    return max(groups, key=lambda group: sum(squeeze(claim.number) in held for claim in group.claims))


def _wishes(documents: Iterable[Document], kind: str) -> Wishes:
    """What was asked for when the last letter of this kind was made, as its document notes it."""
    noted = [one.made_with for one in documents if one.kind == kind and one.made_with]
    made = read_made_with(noted[-1]) if noted else None
    return made.wishes if made is not None else Wishes()
