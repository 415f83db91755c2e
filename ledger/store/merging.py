"""Two versions of one file and the one both came from, as bytes: merged by what they say, or said to be in conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.comparison import meaning
from ledger.core.finding import ERROR, Finding
from ledger.core.merging.lines import both, either, merged_lines
from ledger.core.merging.lost import lost
from ledger.core.merging.merge import merge
from ledger.core.merging.outcome import Format, Joined, Name
from ledger.core.merging.piece import BASE, MAPPING, OURS, THEIRS, Piece, text_of, undecided
from ledger.core.merging.repair import repaired
from ledger.core.merging.saying import sentence, shown
from ledger.core.severity import severity_of

if TYPE_CHECKING:
    from ledger.core.edited import Tree
    from ledger.core.merging.outcome import Clash

Judge = Callable[[bytes], Sequence[Finding]]
"""What is wrong with the bytes of one file."""


class Names(NamedTuple):
    """Who made the two versions, for sentences and markers; and the file's path from the root, which tells its kind."""

    ours: str = "this copy"
    theirs: str = "the other copy"
    file: str = "cases/case.yaml"
    base: str = "before"


class Deciding(NamedTuple):
    """What is known beforehand of a merge.

    ``chosen`` names for places in conflict the side that stands: ``ours``, ``theirs`` or ``base``. ``judge`` says what
    is wrong with a file, so that the result has no error that neither side has; without it the schema decides alone.
    ``earlier`` reads all versions that the file had before, so that an entry which one side put back stays so.
    """

    chosen: Mapping[Name, str] = {}
    judge: Judge | None = None
    earlier: Callable[[], Sequence[Tree]] | None = None


class Conflict(NamedTuple):
    """Something a person must decide. ``path`` is the place in words (``("demand", "amount")``), empty for the file.

    The values are as they would be shown, empty for an absent one. ``choice`` says whether one of the three can simply
    be taken; else the file must be edited. ``fields`` are the keys that are decided together.
    """

    path: Name
    ours: str
    theirs: str
    base: str
    sentence: str
    choice: bool = True
    fields: tuple[str, ...] = ()


class Merged(NamedTuple):
    """The merged file; complete where there are no conflicts.

    ``findings`` name saved entries that one side had changed or removed and the merge put back (LED720): the result
    stands, but somebody should know.
    """

    data: bytes
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]


class _Texts(NamedTuple):
    """The three versions of a file, with one kind of line break."""

    base: str
    ours: str
    theirs: str


def merge_files(
    base: bytes | None, ours: bytes, theirs: bytes, names: Names, deciding: Deciding | None = None
) -> Merged:
    """Merge two versions of a case, a payer file or ``ledger.yaml``; nothing is raised, whatever the bytes.

    ``base`` is None where both sides made the file. A side that changed nothing leaves the other's bytes as they are.
    What cannot be read comes back merged line by line, with markers and one conflict that says why.
    """
    if theirs in {ours, base}:
        return Merged(ours, (), ())
    if base == ours:
        return Merged(theirs, (), ())
    if any(b"\0" in data for data in (base or b"", ours, theirs)):
        return Merged(ours, (_whole(f"{names.file} is no text, and both versions changed it"),), ())
    texts = _Texts(*(_even((data or b"").decode("utf-8", "surrogateescape")) for data in (base, ours, theirs)))
    merged = _merged(texts, names, deciding or Deciding())
    ending = either(*(_ending(data) for data in (base or ours, ours, theirs)))
    return merged if ending == "\n" else merged._replace(data=merged.data.replace(b"\n", ending.encode()))


def kind_of(file: str) -> str | None:
    """What a file of a ledger is, by its path, as far as it can be merged by what it says; None for any other."""
    if file == "ledger.yaml":
        return "ledger"
    return {"cases": "case", "payers": "payer"}.get(file.partition("/")[0]) if file.endswith(".yaml") else None


def _merged(texts: _Texts, names: Names, deciding: Deciding) -> Merged:
    from ledger.store.yaml.reader import read

    kind = kind_of(names.file)
    if kind is None:
        return _by_lines(texts, names, "")
    trees: list[dict[str, Tree]] = []
    for text, whose in zip(texts, (names.base, names.ours, names.theirs), strict=True):
        tree, found = read(_bytes(text)) if text.strip() else ({}, [])
        if tree is None:
            return _by_lines(texts, names, f"line {found[0].line} ({whose}): {found[0].message}")
        trees.append(tree)
    return _by_meaning(kind, texts, trees, names, deciding)


def _by_meaning(kind: str, texts: _Texts, trees: Sequence[dict[str, Tree]], names: Names, deciding: Deciding) -> Merged:
    from ledger.store.schema import key_order
    from ledger.store.yaml.page import CannotSplice
    from ledger.store.yaml.pieces import pieces

    try:
        cut = [pieces(text, tree) if tree else _NOTHING for text, tree in zip(texts, trees, strict=True)]
    except CannotSplice:
        return _by_lines(texts, names, "the layout of one version is not understood")
    (base, ours, theirs), ends = zip(*cut, strict=True)
    if deciding.earlier is not None and all(trees):
        base, ours, theirs = repaired((base, ours, theirs), deciding.earlier)
        trees = [piece.tree if isinstance(piece.tree, dict) else {} for piece in (base, ours, theirs)]
    joined = merge(Format(kind, key_order(kind)(())), base, ours, theirs, deciding.chosen)
    titles = {OURS: names.ours, BASE: names.base, THEIRS: names.theirs}
    data = _bytes(text_of(joined.piece, titles) + both(*ends))
    conflicts = [_conflict(clash, names) for clash in joined.clashes]
    if not undecided(joined.piece):
        wrong = _lacking(trees, joined, data)
        if wrong:
            return _by_lines(texts, names, wrong)
        conflicts = conflicts or _worse(texts, data, deciding.judge or _alone(kind, names.file))
    findings = tuple(_put_back(names, broken.side, broken.message) for broken in joined.broken)
    return Merged(data, tuple(conflicts), findings)


_NOTHING = (Piece(MAPPING, {}), "")


def _lacking(trees: Sequence[dict[str, Tree]], joined: Joined, data: bytes) -> str:
    """What the written result lacks or has otherwise than intended; empty where it is whole."""
    from ledger.store.yaml.reader import read

    tree, _ = read(data)
    if tree is None or meaning(tree) != meaning(joined.piece.tree):
        return "the layout of the two versions does not go together"
    base, ours, theirs = trees
    missing = next(lost(base, ours, theirs, tree), None)
    return f"an entry of {missing[0]} would be lost: {shown(missing[1])}" if missing else ""


def _alone(kind: str, file: str) -> Judge:
    """The judgement of a file by its schema and types."""

    def judge(data: bytes) -> Sequence[Finding]:
        from ledger.store.library import load

        return load(kind, data, file).findings

    return judge


def _worse(texts: _Texts, data: bytes, judge: Judge) -> list[Conflict]:
    """What is wrong with the result and with neither side: the two do not go together."""
    found = [finding for finding in judge(data) if severity_of(finding) == ERROR]
    if not found:
        return []
    known = {(one.code, one.message) for text in (texts.ours, texts.theirs) for one in judge(_bytes(text))}
    return [
        _whole(f"together the two versions make a mistake: {one.message} (line {one.line})")
        for one in found
        if (one.code, one.message) not in known
    ]


def _conflict(clash: Clash, names: Names) -> Conflict:
    ours, theirs, base = ("" if value is None else shown(value) for value in (clash.ours, clash.theirs, clash.base))
    said = sentence(clash, names.ours, names.theirs)
    return Conflict(clash.name, ours, theirs, base, said, not clash.twins, clash.fields)


def _put_back(names: Names, side: str, message: str) -> Finding:
    whose = names.ours if side == OURS else names.theirs
    return Finding(
        "LED720",
        f"in the version of {whose}, {message}; the saved text was put back",
        "if the saved entry is wrong, add a new one with corrects: or retracts:",
        file=names.file,
    )


def _by_lines(texts: _Texts, names: Names, why: str) -> Merged:
    titles = {OURS: names.ours, BASE: names.base, THEIRS: names.theirs}
    text, clashes = merged_lines(texts.base, texts.ours, texts.theirs, titles)
    said = f"could only be joined line by line: {why}" if why else "has lines that both changed" if clashes else ""
    return Merged(_bytes(text), (_whole(f"{names.file} {said}"),) if said else (), ())


def _whole(said: str) -> Conflict:
    return Conflict((), "", "", "", said, choice=False)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _ending(data: bytes) -> str:
    return "\r\n" if b"\r\n" in data else "\n"


def _even(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"
