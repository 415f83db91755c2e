"""The page for an auditor as a value: what was walked, what was found, what is not proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ledger.core.audit.clocks import ZoneChange
from ledger.core.audit.moves import Move
from ledger.core.audit.point import Point
from ledger.core.audit.seal import Sealed


class Papers(NamedTuple):
    """How the papers that cases name stand in the private folder: each as ``CASE NAME``."""

    intact: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    not_here: tuple[str, ...] = ()
    no_hash: tuple[str, ...] = ()


class Remade(NamedTuple):
    """One letter of ours: whether its Markdown was made again, byte for byte (``why`` says what stood against it)."""

    case: str
    document: str
    same: bool
    why: str = ""


class Signing(NamedTuple):
    """Signatures: how many saves the ledger demands one of, how many hold, and where the list of keys came from.

    ``ended`` counts saves that had one until a removal rewrote them.
    """

    demanded: int = 0
    good: int = 0
    signed: int = 0
    keys: str = ""
    outside: bool = False
    ended: int = 0


class Page(NamedTuple):
    """Everything the audit says. ``case`` is empty for the whole ledger; times are as the saves bear them."""

    name: str
    made_at: datetime
    by: str
    program: str
    case: str
    tip: str
    saves: int
    joined: int
    cases: int
    first: datetime | None
    last: datetime | None
    points: tuple[Point, ...] = ()
    moves: tuple[Move, ...] = ()
    zones: tuple[ZoneChange, ...] = ()
    papers: Papers = Papers()
    letters: tuple[Remade, ...] = ()
    seals: tuple[Sealed, ...] = ()
    programs: tuple[tuple[str, int], ...] = ()
    unnamed_program: int = 0
    rules: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    signing: Signing = Signing()
    before: str = ""
    compared: tuple[str, ...] = ()

    @property
    def found(self) -> Sequence[Point]:
        """What is more than a remark, and was not mended by a later save."""
        return tuple(one for one in self.points if one.stands)


def not_proved(page: Page) -> Iterator[str]:
    """Yield what a walk over the history cannot prove, as sentences."""
    yield "Who read what: reading leaves no trace here."
    unsigned = page.saves - page.signing.good
    if unsigned:
        yield f"Who really typed {_many(unsigned, 'save')}: a name and an e-mail are a claim where no signature holds."
    if page.signing.demanded and not page.signing.outside:
        yield "That the list of keys is the right one: it stands in the ledger itself; --allowed-signers takes another."
    sealed = bool(page.seals)
    yield (
        "When anything was saved or shared, before somebody outside kept a line of a seal: clocks can be set."
        if sealed
        else "When anything was saved or shared: there is no seal that somebody outside could hold against it."
    )
    if not page.before:
        yield "That nothing was rewritten before today: this copy was never audited before."
    if not page.compared:
        yield "That other copies hold the same: --against OTHER compares with one."
    if page.papers.not_here:
        yield f"{_many(len(page.papers.not_here), 'paper')} not on this computer: {_some(page.papers.not_here)}."
    if page.papers.no_hash:
        yield f"{_many(len(page.papers.no_hash), 'paper')} recorded without a hash: {_some(page.papers.no_hash)}."
    again = [f"{one.case} {one.document}" for one in page.letters if not one.same]
    if again:
        yield f"{_many(len(again), 'letter')} that could not be made again: {_some(again)}."
    yield "That a day in a case is true: what is shown is who stated it, and when."


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:4])
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown  # noqa: PLR2004 - four, then how many
