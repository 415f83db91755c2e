"""Mending one file of which two versions wait to be joined: from what git keeps, never from guesses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.joining import authors, judge_of
from ledger.core.amount import parse_amount, plain
from ledger.core.day import parse_day
from ledger.core.definition import definition_at
from ledger.core.edit import SetField
from ledger.core.finding import ERROR
from ledger.core.merging.identity import place_of
from ledger.core.merging.lost import lost
from ledger.core.merging.markers import markers_in, typed_line
from ledger.core.merging.piece import BASE, OURS, THEIRS
from ledger.core.merging.saying import place_in_words, shown
from ledger.core.names import id_of
from ledger.core.severity import severity_of
from ledger.report.joining import Question
from ledger.store.git.joining import Stages, versions_of
from ledger.store.merging import Conflict, Deciding, Merged, Names, kind_of, merge_files
from ledger.store.putting_back import earlier_of
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledger.commands.session import Session
    from ledger.core.finding import Finding, Path
    from ledger.core.merging.outcome import Name

_AMOUNTS = ("money", "signed_money")
MINE = "mine"
THEIRS_SAID = "theirs"
BEFORE = "before"
SIDE_WORDS = {MINE: OURS, "ours": OURS, THEIRS_SAID: THEIRS, BEFORE: BASE, "base": BASE}


class Keep(NamedTuple):
    """What the person said to keep: one side everywhere, or by field a side's word or a value."""

    everywhere: str = ""
    fields: Mapping[str, str] = {}


class Joint(NamedTuple):
    """One file in conflict with its versions. ``turned``: git calls ours what is theirs, as it does while replaying."""

    file: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    names: Names
    turned: bool

    @property
    def called(self) -> str:
        """What a person calls the file."""
        return id_of(self.file) if self.file.startswith("cases/") else self.file


class Mended(NamedTuple):
    """What a file comes to: its bytes, what is left to decide, what was put back, what was decided."""

    data: bytes
    left: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    decided: tuple[str, ...] = ()
    note: str = ""


def joint(session: Session, file: str, stages: Stages, *, turned: bool) -> Joint:
    """The versions of one file, with the names of their authors."""
    base, ours, theirs = versions_of(session.git, stages)
    return Joint(file, base, ours, theirs, authors(session.git, stages.ours, stages.theirs, file, stages.base), turned)


def mended(session: Session, one: Joint, keep: Keep, ask: Callable[[Question], str]) -> Mended:
    """Join the versions of one file as far as they can be, by what the person said or typed into the file.

    ``ask`` puts a question to the person; an empty answer leaves it open. Raises Refused for a file that was edited and
    cannot be taken as it is.
    """
    if one.ours is None or one.theirs is None:
        kept = one.ours or one.theirs or one.base or b""
        return Mended(kept, note="one side had taken the file out; no file of a ledger is, so it stays")
    typed = _typed(session, one)
    earlier = partial(earlier_of, session.git, one.file, one.base, ["HEAD"])
    deciding = Deciding(judge=judge_of(session.library, one.file), earlier=earlier)
    merged = merge_files(one.base, one.ours, one.theirs, one.names, deciding)
    if typed is not None and typed != merged.data:
        return _by_hand(one, typed, merged, deciding)
    return _decided(one, merged, deciding, keep, ask)


# what a person typed


def _typed(session: Session, one: Joint) -> bytes | None:
    """The file in the folder where a person decided in it; None where it is as git left it, or one of the versions."""
    path = session.root / one.file
    if not path.is_file():
        return None
    data = path.read_bytes()
    text = data.decode("utf-8", "replace")
    found = markers_in(text)
    if found.half:
        raise Refused(
            f"{one.file} line {found.half}: half of a marker stands here; the file was not touched",
            "take out all of <<<<<<<, |||||||, =======, >>>>>>> and what is not to stay, then try again",
        )
    if not found.places:
        return None if data in (one.ours, one.theirs, one.base) else data
    versions = [version or b"" for version in (one.ours, one.theirs, one.base)]
    joined = merge_files(one.base, versions[0], versions[1], one.names).data  # a line may hold changes of both
    line = typed_line(text, [version.decode("utf-8", "replace") for version in (*versions, joined)])
    if line:
        raise Refused(
            f"{one.file} line {line} was typed by hand, and marker lines still stand in the file; it was not touched",
            "take out the marker lines and what is not to stay, then try again",
        )
    return None


def _by_hand(one: Joint, typed: bytes, merged: Merged, deciding: Deciding) -> Mended:
    """The file as a person decided it: whole, without a new mistake, with every entry of both sides."""
    kind = kind_of(one.file)
    from ledger.store.yaml.reader import read

    base, ours, theirs = (read(data)[0] if data else {} for data in (one.base, one.ours, one.theirs))
    tree, mistakes = read(typed)
    if kind is not None and tree is None:
        raise Refused(f"{one.file} line {mistakes[0].line}: {mistakes[0].message}", mistakes[0].hint)
    if kind == "case":
        missing = next(lost(base, ours, theirs, tree, renamed=True), None)
        if missing is not None:
            raise Refused(
                f"{one.file} lacks an entry of {missing[0]} that one side had: {shown(missing[1])}",
                "put it back; a wrong entry is answered by a new one with corrects: or retracts:",
            )
    if deciding.judge is not None:
        known = {
            (found.code, found.message) for data in (one.ours, one.theirs) for found in deciding.judge(data or b"")
        }
        for found in deciding.judge(typed):
            if severity_of(found) == ERROR and (found.code, found.message) not in known:
                raise Refused(f"{one.file} line {found.line}: {found.message}", found.hint)
    return Mended(typed, findings=merged.findings, decided=("by hand",))


# what a person chose


def _decided(one: Joint, merged: Merged, deciding: Deciding, keep: Keep, ask: Callable[[Question], str]) -> Mended:
    chosen: dict[Name, str] = {}
    values: dict[Name, str] = {}
    for conflict in merged.conflicts:
        said = _said(conflict, keep) or (ask(question(one, conflict)) if conflict.choice else "")
        if not said or not conflict.choice:
            continue
        if said in SIDE_WORDS:
            chosen[conflict.path] = _side(one, said)
        elif len(conflict.fields) > 1:
            raise UsageError(
                f"{place_in_words(conflict.path[:-1])}: {', '.join(conflict.fields)} belong together",
                f"keep one side of them: --keep {'.'.join(conflict.path)}=mine, theirs or before",
            )
        else:
            chosen[conflict.path] = OURS if conflict.ours else THEIRS
            values[conflict.path] = said
    if chosen:
        merged = merge_files(one.base, one.ours or b"", one.theirs or b"", one.names, deciding._replace(chosen=chosen))
    data = _with_values(one, merged.data, values) if not merged.conflicts else merged.data
    decided = tuple(place_in_words(path) for path in chosen)
    return Mended(data, merged.conflicts, merged.findings, decided)


def _said(conflict: Conflict, keep: Keep) -> str:
    """What ``--keep`` says of one place, by its own name or by that of a field it is decided with."""
    names = [".".join(conflict.path), *(".".join((*conflict.path[:-1], field)) for field in conflict.fields)]
    return next((keep.fields[name] for name in names if name in keep.fields), keep.everywhere)


def _side(one: Joint, word: str) -> str:
    side = SIDE_WORDS[word]
    return {OURS: THEIRS, THEIRS: OURS}.get(side, side) if one.turned else side


def _with_values(one: Joint, data: bytes, values: Mapping[Name, str]) -> bytes:
    """The joined file with the values that the person typed instead of either side's."""
    if not values:
        return data
    from ledger.store.library import load
    from ledger.store.schema import key_order
    from ledger.store.yaml.reader import read
    from ledger.store.yaml.splice import splice

    kind = kind_of(one.file) or "case"
    tree, _ = read(data)
    places = {place_of(kind, tree, name) or name: value for name, value in values.items()}
    edits = [SetField(path, _as_written(kind, path, value)) for path, value in places.items()]
    spliced = splice(data.decode(), edits, key_order(kind)).encode()
    for found in load(kind, spliced, one.file).findings:
        if severity_of(found) == ERROR:
            raise Refused(f"{one.called}: {found.message}", found.hint or "type another value")
    return spliced


def _as_written(kind: str, path: Path, value: str) -> str:
    """A day or an amount as people type it, as the file has it; any other value as it was typed."""
    from ledger.store.schema import schema

    found = definition_at(schema(kind), path)
    try:
        if found is not None and found.name in _AMOUNTS:
            return plain(parse_amount(value))
        if found is not None and found.name == "day":
            return parse_day(value).isoformat()
    except ValueError as error:
        raise UsageError(f"{place_in_words([str(step) for step in path])}: {error}") from None
    return value


def question(one: Joint, conflict: Conflict) -> Question:
    """One conflict as it is put to a person."""
    field = ".".join(conflict.path)
    if not conflict.choice:
        return Question(field, "", (), conflict.sentence)
    mine, other = (conflict.ours, one.names.ours), (conflict.theirs, one.names.theirs)
    if one.turned:
        mine, other = other, mine
    place = place_in_words(conflict.path[:-1] if len(conflict.fields) > 1 else conflict.path)
    return Question(
        field, place, ((MINE, *mine), (THEIRS_SAID, *other), (BEFORE, conflict.base, "")), conflict.sentence
    )
