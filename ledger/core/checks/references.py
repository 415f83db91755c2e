"""Names that must exist elsewhere: payers, people, claims, papers, documents, approvals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.core.case import ByClaim, Case, Claim, Counsel, Demand
from ledger.core.checks.walk import Part, key
from ledger.core.entries import names_of
from ledger.core.finding import Finding, Path
from ledger.core.payer import Payer
from ledger.core.practice import Settings
from ledger.core.proof import Evidence, Ground, PointFound
from ledger.core.sending import Appeal, Copy, Filing, Notice, RepaymentPlan

_PAYERS: dict[type, tuple[str, ...]] = {
    Case: ("payer", "vendor", "plan"),
    Claim: ("plan",),
    Counsel: ("party",),
    Notice: ("sender",),
    Filing: ("to", "decided_by"),
    Appeal: ("to", "decided_by"),
    RepaymentPlan: ("to", "decided_by"),
    Copy: ("to",),
}
_PEOPLE = ("owner", "approved_by")
_MOST = 6
"""How many names a hint lists before it stops."""


class _Known(NamedTuple):
    """Everything in one case that a field may name."""

    claims: frozenset[str]
    findings: frozenset[str]
    notices: frozenset[str]
    papers: frozenset[str]
    replies: frozenset[str]
    strata: frozenset[str]
    approvals: frozenset[str]


def references_exist(
    case: Case, everything: Sequence[Part], settings: Settings, payers: Mapping[str, Payer]
) -> Iterator[Finding]:
    """Find names of payers, people, claims and papers that nothing bears."""
    known = _known(case)
    patients = {claim.patient for claim in case.claims}
    people = {person.id for person in settings.people}
    for path, part in everything:
        for field in _PAYERS.get(type(part), ()):
            slug: str | None = getattr(part, field)
            if slug is not None and slug not in payers and not (field == "to" and slug in patients):
                yield _unknown_payer((*path, key(part, field)), slug, payers)
        yield from _people(path, part, people)
        yield from _claims(path, part, known.claims)
        yield from _named(path, part, known)


def _known(case: Case) -> _Known:
    notices = _names(case.notices)
    replies = _names(case.appeals) | _names(case.filings)
    strata = case.extrapolation.strata if case.extrapolation else ()
    return _Known(
        claims=frozenset(name for claim in case.claims for name in _claim_names(claim)),
        findings=frozenset(point.id for point in case.findings),
        notices=notices | {"demand"},
        papers=notices | replies | {"demand"},
        replies=replies,
        strata=frozenset(stratum.id for stratum in strata),
        approvals=frozenset(approval.number for approval in case.approvals),
    )


def _names(entries: Sequence[tuple[Any, ...]]) -> frozenset[str]:
    return frozenset(name for entry in entries for name in names_of(entry))


def _claim_names(claim: Claim) -> Iterator[str]:
    for number in (claim.number, *claim.aliases):
        yield number
        for line in claim.lines:
            if line.line is not None:
                yield f"{number}/{line.line}"


def _people(path: Path, part: Any, people: Collection[str]) -> Iterator[Finding]:  # noqa: ANN401
    if not people:
        return
    for field in _PEOPLE:
        handle: str | None = getattr(part, field, None)
        if handle is not None and handle not in people:
            yield Finding(
                "LED316",
                f"{field} is {handle}, and nobody in ledger.yaml has this id",
                f"{_listed('known ids', people)}; add the person under people: in ledger.yaml, or mend the id",
                (*path, field),
            )


def _claims(path: Path, part: Any, known: Collection[str]) -> Iterator[Finding]:  # noqa: ANN401
    named: tuple[Any, ...] = getattr(part, "claims", ())
    for index, number in enumerate(named):
        if isinstance(number, str) and number not in known:
            yield _unknown_claim((*path, "claims", index), number)
    split: ByClaim = getattr(part, "by_claim", ())
    for number, _ in split:
        if number not in known:
            yield _unknown_claim((*path, "by_claim", number), number)


def _named(path: Path, part: Any, known: _Known) -> Iterator[Finding]:  # noqa: ANN401
    match part:
        case Demand():
            yield from _one(path, "replaces", part.replaces, known.notices - {"demand"}, "notice")
        case Claim():
            yield from _one(path, "stratum", part.stratum, known.strata, "stratum of the extrapolation")
            yield from _one(path, "approval", part.approval, known.approvals, "number under approvals")
        case PointFound():
            yield from _one(path, "paper", part.paper, known.papers, "paper (demand, a notice, a filing or an appeal)")
        case Ground():
            yield from _each(path, "answers", part.answers, known.findings, "id under findings")
        case Evidence():
            yield from _one(path, "asked_by", part.asked_by, known.replies, "appeal or filing")
        case Filing():
            yield from _each(path, "answers", part.answers, known.notices, "notice")
        case Appeal():
            yield from _one(path, "follows", part.follows, known.replies, "appeal or filing")


def _one(path: Path, field: str, name: str | None, known: Collection[str], what: str) -> Iterator[Finding]:
    if name is not None and name not in known:
        yield _unknown((*path, field), field, name, known, what)


def _each(path: Path, field: str, names: Sequence[str], known: Collection[str], what: str) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name not in known:
            yield _unknown((*path, field, index), field, name, known, what)


def _unknown(path: Path, field: str, name: str, known: Collection[str], what: str) -> Finding:
    return Finding(
        "LED321",
        f"{field} names {name}, and this case has no such {what}",
        _listed("there are", known) if known else "enter it in this case first, or take the name out",
        path,
    )


def _unknown_payer(path: Path, slug: str, payers: Collection[str]) -> Finding:
    word = slug.partition("-")[0]
    near = [known for known in sorted(payers) if known.partition("-")[0] == word]
    meant = f"perhaps {_joined(near)}; or " if near else ""
    return Finding("LED302", f"no payer file is called {slug}", f"{meant}recoup payer add {slug}", path)


def _unknown_claim(path: Path, number: str) -> Finding:
    return Finding(
        "LED310",
        f"claim {number} is not in this case",
        "compare the number with claims; a line is named number/line, and needs its line: there",
        path,
    )


def _listed(said: str, names: Collection[str]) -> str:
    return f"{said}: {_joined(sorted(names))}"


def _joined(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
