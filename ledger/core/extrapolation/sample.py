"""The sample of a case: its layers, the finding on each unit, and what is missing to project it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.law.governing import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ledger.core.case import Case, Claim, Stratum

_NOTHING = Decimal(0)
LINE = "line"
BENEFICIARY = "beneficiary"
OTHER = "other"
_FEWEST = 2
_LEAST = Decimal(50)
_MOST = Decimal("99.9999")


class Unit(NamedTuple):
    """One sampled unit: its name, the claims it is made of, and the finding on it in dollars, perhaps negative."""

    name: str
    finding: Decimal
    claims: tuple[str, ...] = ()


class Layer(NamedTuple):
    """One stratum: how many units it has in all, and those that were sampled."""

    id: str
    universe: int
    units: tuple[Unit, ...]


class Sample(NamedTuple):
    """What a projection is worked out from; ``missing`` says in sentences why it cannot be, and is else empty."""

    layers: tuple[Layer, ...] = ()
    missing: tuple[str, ...] = ()


def is_confidence(percent: Decimal) -> bool:
    """Whether a number can be a confidence in percent: above 50, and below 100 by more than a quantile can bear."""
    return percent.is_finite() and _LEAST < percent <= _MOST


def sample_of(case: Case) -> Sample:
    """The sample that a case holds. A case without a projection lacks just that."""
    told = case.extrapolation
    if told is None:
        return Sample(missing=("this case has no extrapolation: the demand is not said to be projected",))
    missing = [*_general_lacks(case)]
    layers = []
    for stratum in told.strata:
        claims = [claim for claim in case.claims if _stratum_of(claim, told.strata) == stratum.id]
        units = tuple(_units(claims, told.unit or "claim"))
        missing += _lacks(stratum, claims, units)
        layers.append(Layer(stratum.id, stratum.universe or 0, units))
    return Sample(tuple(layers), tuple(missing))


def changed(sample: Sample, findings: Mapping[str, Decimal]) -> Sample:
    """The sample with other findings on some claims: as decided, or at zero where a claim was overturned.

    A unit of several lines or claims is named by its own name or by each of its claims; where one of several claims is
    named, only the whole unit can be set.
    """
    layers = []
    for layer in sample.layers:
        units = tuple(_set(unit, findings) for unit in layer.units)
        layers.append(layer._replace(units=units))
    return sample._replace(layers=tuple(layers))


def overturned(sample: Sample, names: Collection[str]) -> Sample:
    """The sample with no finding left on the units that have one of these names, or that are all of these claims."""
    return changed(sample, dict.fromkeys(names, _NOTHING))


def names_of(sample: Sample) -> frozenset[str]:
    """Every name by which a unit can be overturned."""
    units = [unit for layer in sample.layers for unit in layer.units]
    return frozenset(name for unit in units for name in (unit.name, *unit.claims))


def _set(unit: Unit, findings: Mapping[str, Decimal]) -> Unit:
    named = [findings[name] for name in dict.fromkeys((unit.name, *unit.claims)) if name in findings]
    return unit._replace(finding=named[0]) if named else unit


def _stratum_of(claim: Claim, strata: tuple[Stratum, ...]) -> str | None:
    """The layer a claim names; where there is but one, every claim that names none stands in it."""
    return claim.stratum or (strata[0].id if len(strata) == 1 else None)


def _units(claims: list[Claim], unit: str) -> Iterator[Unit]:
    if unit == LINE:
        for claim in claims:
            for number, line in enumerate(claim.lines, start=1):
                if line.demanded is not None:
                    yield Unit(f"{claim.number}/{line.line or number}", line.demanded, (claim.number,))
        return
    found: dict[str, Unit] = {}
    for claim in claims:
        finding = _finding(claim)
        if finding is None:
            continue
        name = (claim.patient or claim.number) if unit == BENEFICIARY else claim.number
        before = found.get(name, Unit(name, _NOTHING))
        found[name] = Unit(name, before.finding + finding, (*before.claims, claim.number))
    yield from found.values()


def _finding(claim: Claim) -> Decimal | None:
    """What was found on a claim; None where nobody typed it."""
    stated = [line.demanded for line in claim.lines if line.demanded is not None]
    return sum(stated, _NOTHING) if stated else claim.demanded


def _general_lacks(case: Case) -> Iterator[str]:
    told = case.extrapolation
    if told is None or not told.strata:
        yield "the strata: how many units there are, and how many were drawn (a simple sample has one)"
        return
    if told.confidence is not None and not is_confidence(told.confidence):
        yield f"a confidence between 50 and 100 percent; {told.confidence.normalize():f} is typed"
    if told.unit == OTHER:
        yield "what was sampled: claims, lines or patients (unit)"
    names = {stratum.id for stratum in told.strata}
    astray = [claim.number for claim in case.claims if _stratum_of(claim, told.strata) not in names]
    if astray:
        yield f"the stratum of {counted(len(astray), 'claim')}, the first is {astray[0]}"


def _lacks(stratum: Stratum, claims: list[Claim], units: tuple[Unit, ...]) -> Iterator[str]:
    here, drawn = len(units), stratum.sampled
    if stratum.universe is None:
        yield f"stratum {stratum.id}: how many units there are in all (universe)"
    elif stratum.universe < max(here, drawn or 0):
        yield f"stratum {stratum.id}: a universe of {stratum.universe} is smaller than what was drawn from it"
    bare = [claim.number for claim in claims if _finding(claim) is None]
    if bare:
        yield f"stratum {stratum.id}: the finding on {counted(len(bare), 'claim')}, the first is {bare[0]} (demanded)"
    if drawn is not None and drawn != here:
        yield f"stratum {stratum.id}: {drawn} were drawn, and {here} stand in the case"
    if here < _FEWEST:
        yield f"stratum {stratum.id}: at least two sampled units; one alone shows no spread"
