"""Whom a letter goes to: as the demand prints it, else as the payer's file says; and who gets a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.kind import MEDICARE_REGIME
from ledger.core.sending import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.letter.matter import Matter
    from ledger.core.payer import Payer


_TO_ONE_ALONE = ("complaint", "offer", "")
"""What goes to a regulator, across a negotiating table, or as a cover is copied to nobody else."""


class Addressee(NamedTuple):
    """One address. ``slug`` is the payer file, ``source`` says where the address stands."""

    slug: str
    name: str
    desk: Desk
    source: str

    @property
    def lines(self) -> list[str]:
        """The inside address, line by line."""
        unit = [f"Attention: {self.desk.name}"] if self.desk.name else []
        return [self.name, *unit, *lines_of(self.desk.address)]

    @property
    def reachable(self) -> bool:
        """Whether there is any place to send to."""
        return bool(self.desk.address or self.desk.fax or self.desk.portal or self.desk.email)


def lines_of(text: str | None) -> list[str]:
    """An address as it is typed, on one line with commas or on several, as lines."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def addressee_of(matter: Matter) -> Addressee | None:
    """The address for this letter, None where no paper and no file names one.

    An answer to the demand goes where the demand says; a refund only to a desk named for refunds, since money sent to
    a dispute unit is lost for weeks; a later level to its own desk.
    """
    if matter.wishes.to:
        named = matter.law.payers.get(matter.wishes.to)
        return next(_of_file(matter, matter.wishes.to, named), None) if named is not None else None
    return next((one for one in _candidates(matter) if one.reachable), None)


def _candidates(matter: Matter) -> Iterator[Addressee]:
    kind, demand = matter.kind, matter.case.demand
    writer = _writer(matter)
    if kind.to_reviewer:
        yield from _reviewers(matter)
        return
    if not kind.after:
        for use in kind.desks:
            for desk in _fitting(demand.desks, (use,)):
                yield Addressee(writer[0], writer[1], desk, "the demand")
    if not kind.after and kind.serves != "refund_notice" and demand.send_to is not None:
        sent_to = demand.send_to
        desk = Desk(address=sent_to.address, fax=sent_to.fax, email=sent_to.email, portal=sent_to.portal)
        yield Addressee(*writer, desk, sent_to.source or "the demand")
    for slug in (matter.case.vendor, matter.group.plan, matter.case.payer):
        if slug and (slug != matter.case.vendor or kind.serves == "information"):
            yield from _of_file(matter, slug, matter.law.payers.get(slug))


def _writer(matter: Matter) -> tuple[str, str]:
    """Who wrote the demand: the vendor where one did; in Medicare the contractor demands what a reviewer found."""
    medicare = matter.group.regime == MEDICARE_REGIME
    slug = matter.case.payer if medicare else matter.case.vendor or matter.case.payer
    file = matter.law.payers.get(slug)
    return slug, file.name if file is not None else slug


def _reviewers(matter: Matter) -> Iterator[Addressee]:
    """The reviewer that the case names for the level, else the only one on file that decides it."""
    named = [one.to for one in matter.case.appeals if one.level == matter.kind.serves and one.to]
    on_file = [slug for slug, file in matter.law.payers.items() if _fitting(file.desks, (matter.kind.serves,))]
    for slug in named or (on_file if len(on_file) == 1 else []):
        yield from _of_file(matter, slug, matter.law.payers.get(slug))


def _of_file(matter: Matter, slug: str, file: Payer | None) -> Iterator[Addressee]:
    if file is None:
        return
    for use in (*matter.kind.desks, "all"):
        for desk in _fitting(file.desks, (use,)):
            yield Addressee(slug, file.name, desk, file.file)
    if matter.wishes.to:
        yield Addressee(slug, file.name, file.desks[0] if file.desks else Desk(), file.file)


def _fitting(desks: Sequence[Desk], uses: tuple[str, ...]) -> list[Desk]:
    return [desk for desk in desks if set(uses) & set(desk.use)]


def copies_of(matter: Matter, addressee: Addressee | None) -> list[str]:
    """Who else gets the letter: the payer and the plan, where a vendor or an administrator stands between."""
    private = matter.group.regime == MEDICARE_REGIME or matter.kind.serves in _TO_ONE_ALONE
    slugs = [] if private else [matter.case.payer, matter.group.plan]
    names = []
    for slug in slugs:
        file = matter.law.payers.get(slug)
        if file is not None and addressee is not None and addressee.slug != slug and file.name not in names:
            names.append(file.name)
    return names


def delivery_of(matter: Matter, addressee: Addressee | None) -> str:
    """``By certified mail, 7022 0410 0001 5566 7788``; empty where nobody said how it goes."""
    method = matter.wishes.method
    if not method:
        return ""
    desk = addressee.desk if addressee is not None else Desk()
    place = {"fax": desk.fax and f" to {desk.fax}", "email": desk.email and f" to {desk.email}"}.get(method) or ""
    words = {"portal": "Through the portal", "edi": "By electronic transaction", "in_person": "By hand"}
    by = words.get(method, f"By {method.replace('_', ' ')}")
    return f"{by}{place}{', ' + matter.wishes.proof if matter.wishes.proof else ''}"
