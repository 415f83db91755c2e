"""The plan of a removal: where the text stands, without showing it, and what taking it out would rewrite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.holding import standing
from ledger.core.law.governing import counted
from ledger.core.names import id_of
from ledger.core.removing import StoodIn, patterns, saves_renamed
from ledger.report.columns import wrapped
from ledger.store.git.whole import hits, lines, names_of, placed, reachable
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.removing import Wanted
    from ledger.store.git import Git

_SHOWN = 20


class Plan(NamedTuple):
    """Where the text stands, in files, messages, seals and names, and how many saved states get another name.

    ``inside_words`` counts what holds it only inside longer words, which no removal touches; ``edited`` are files of
    the folder that hold it and are not saved. ``held`` are cases under a hold that are rewritten along with it.
    """

    stood_in: tuple[StoodIn, ...]
    messages: int
    tags: int
    nameable: str
    inside_words: int
    renamed: int
    saves: int
    names: tuple[str, ...]
    held: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def found(self) -> bool:
        """Whether it stands anywhere at all."""
        return bool(self.stood_in or self.messages or self.tags)


def pattern(texts: Sequence[str], *, alone: bool = True) -> re.Pattern[bytes]:
    """One expression for all spellings."""
    parts = [one.removeprefix("(?i)") for one in patterns(texts, alone=alone)]
    return re.compile("|".join(f"(?:{part})" for part in parts).encode(), re.IGNORECASE)


def made(session: Session, wanted: Wanted) -> Plan:
    """Look through everything that git keeps here."""
    git = session.git
    if git.state().commit is None:
        raise Refused("nothing was saved here yet", "what was never saved is simply edited")
    names = reachable(git)
    found = list(hits(git, pattern(wanted.texts), names))
    blobs = frozenset(hit.name for hit in found if hit.kind == "blob")
    commits = [hit for hit in found if hit.kind == "commit"]
    where = placed(git, blobs)
    saved = lines(git)
    seeds = {one.commit for one in where} | {hit.name for hit in commits} | {one.commit for one in saved if one.signed}
    wider = {hit.name for hit in hits(git, pattern(wanted.texts, alone=False), names)} - {hit.name for hit in found}
    cases = session.cases()
    files = {one.path for one in where}
    ours = names_of(git)
    return Plan(
        tuple(_stood_in(file, where) for file in sorted(files)),
        sum(_in_message(hit.data, wanted) for hit in commits),
        sum(hit.kind == "tag" for hit in found),
        _nameable(wanted, found, sorted({*ours.branches, *ours.tags})),
        len(wider),
        saves_renamed({one.commit: one.parents for one in saved}, frozenset(seeds)),
        len(saved),
        tuple(name.removeprefix("refs/heads/").removeprefix("refs/tags/") for name in (*ours.branches, *ours.tags)),
        tuple(case.id for case in cases if case.file not in files and standing(case, None)),
        tuple(case for case in cases if case.file in files),
    )


def _stood_in(file: str, where: Sequence[object]) -> StoodIn:
    from ledger.store.git.whole import Placed

    own = [one for one in where if isinstance(one, Placed) and one.path == file]
    days = [one.at.date() for one in own]
    return StoodIn(file, len({one.blob for one in own}), min(days), max(days))


def _in_message(data: bytes, wanted: Wanted) -> bool:
    return bool(pattern(wanted.texts).search(data.partition(b"\n\n")[2]))


def _nameable(wanted: Wanted, found: Sequence[object], names: Sequence[str]) -> str:
    """What holds the text and cannot be rewritten: the name of a file, of a person who saved, of a branch."""
    from ledger.store.git.whole import Hit

    known = [hit for hit in found if isinstance(hit, Hit)]
    if any(hit.kind == "tree" for hit in known):
        return "the name of a file"
    if any(hit.kind == "commit" and not _in_message(hit.data, wanted) for hit in known):
        return "the name or e-mail of somebody who saved"
    if any(pattern(wanted.texts).search(name.encode()) for name in names):
        return "the name of a branch or a tag"
    return ""


def shown(plan: Plan) -> list[str]:
    """The plan in words; the text itself never stands in it."""
    if not plan.found and not plan.nameable:
        said = ["The text stands in no saved state of this copy, whole and by itself."]
        return said + _inside(plan)
    versions = sum(one.versions for one in plan.stood_in)
    files = f"{counted(versions, 'saved version')} of {counted(len(plan.stood_in), 'file')}"
    out = [f"The text stands in {files}, {counted(plan.messages, 'message')} and {counted(plan.tags, 'tag')}."]
    for one in plan.stood_in[:_SHOWN]:
        days = f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"
        out.append(f"  {one.file}  {counted(one.versions, 'version')}, saved {days}")
    if len(plan.stood_in) > _SHOWN:
        out.append(f"  and {len(plan.stood_in) - _SHOWN} more files")
    out += _inside(plan)
    if plan.nameable:
        out += wrapped(f"It stands in {plan.nameable}, too. That is not rewritten; change it by hand first.")
    out += wrapped(
        f"Taking it out gives up to {plan.renamed} of {plan.saves} saved states another name, on"
        f" {', '.join(plan.names[:6])}{' ...' if len(plan.names) > 6 else ''}."  # noqa: PLR2004 - as many as fit
    )
    out += wrapped("Signatures on those states end. Shared copies, other computers and backups are not reached by it.")
    if plan.held:
        out += wrapped(f"Under a hold, and not touched but for the names of their states: {', '.join(plan.held)}.")
    return out


def _inside(plan: Plan) -> list[str]:
    if not plan.inside_words:
        return []
    count = counted(plan.inside_words, "object")
    return wrapped(f"Inside longer words it stands in {count} more: give those words as spellings of their own.")


def case_ids(plan: Plan) -> list[str]:
    """The ids of the cases whose files hold it now or held it."""
    return [id_of(one.file) for one in plan.stood_in if one.file.startswith("cases/")]


def same_store(git: Git, wanted: Wanted) -> list[str]:
    """The objects of a store, reachable or not, that still hold the text."""
    return [hit.name for hit in hits(git, pattern(wanted.texts))]
