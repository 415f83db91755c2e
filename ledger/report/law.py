"""Which law governs a case, as ``recoup explain CASE`` shows it: what was applied, set aside, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from ledger.core.deadline import THEIRS, Deadline
from ledger.core.law.governing import Governed, Law, counted
from ledger.core.law.rule import Condition
from ledger.report.columns import WIDTH

_LABEL = 12
_WORTH_A_LOOK = ("possible ground", "cannot tell")
_NAMED = 3
"""More laws than these are counted, not listed: where the state is not known, every state's is one."""


def law_of_case(groups: Iterable[Governed], law: Law) -> list[str]:
    """The lines that say which law governs which claims, beside the label ``Law``."""
    listed = list(groups)
    named = len(listed) > 1
    lines = [line for group in listed for part in _said(group, law, named=named) for line in wrap(part, WIDTH - _LABEL)]
    return [f"{'' if number else 'Law':<{_LABEL}}{line}" for number, line in enumerate(lines)]


def law_as_data(groups: Iterable[Governed]) -> list[dict[str, Any]]:
    """The same for JSON; ``regime`` is null where the law is not known."""
    return [
        {
            "claims": list(group.claims),
            "regime": group.regime or None,
            "because": list(group.because),
            "set_aside": list(group.set_aside),
            "ask": list(group.ask),
            "candidates": list(group.candidates),
        }
        for group in groups
    ]


def theirs_of_case(deadlines: Iterable[Deadline]) -> list[str]:
    """What the payer's own days show, beside the label ``Theirs``: a possible ground, or that nobody can tell."""
    found = [one for one in deadlines if one.kind == THEIRS and any(word in one.note for word in _WORTH_A_LOOK)]
    lines = [line for one in found for line in wrap(f"{one.name}: {one.note}", WIDTH - _LABEL)]
    return [f"{'' if number else 'Theirs':<{_LABEL}}{line}" for number, line in enumerate(lines)]


def _said(group: Governed, law: Law, *, named: bool) -> list[str]:
    number = counted(len(group.claims), "claim") if group.claims else "the case"
    if named and group.claims:
        number += f" ({_some(list(group.claims), _NAMED)})"
    first, *more = said_of_law(group, law)
    return [f"{number}: {first}", *more]


def said_of_law(group: Governed, law: Law, most: int = 0) -> list[str]:
    """The law of a group in words: what was applied or is not known, what was set aside, what to ask and why.

    Of the days that wait for an answer ``most`` are named, all where it is 0.
    """
    if group.regime:
        facts = f" ({', '.join(group.because)})" if group.because else ""
        said = [f"{law.regimes[group.regime].title}{facts}"]
    else:
        known = f"; known: {', '.join(group.because)}" if group.because else ""
        said = [f"not known yet{known}"]
    said += [f"set aside: {reason.replace(' set aside', '')}" for reason in group.set_aside]
    if group.ask:
        said += [f"ask: {question}" for question in group.ask]
        said += _blocked(group, law, most)
    return said


def _blocked(group: Governed, law: Law, most: int) -> list[str]:
    """Which laws the answer decides between, and which days wait for it."""
    titles = _titles(group.candidates, law)
    if len(titles) > _NAMED:
        titles = [*titles[: _NAMED - 1], f"{len(titles) - _NAMED + 1} more"]
    said = [f"it may bring: {'; '.join(titles)}"] if titles else []
    windows = [window for name in group.candidates if name in law.regimes for window in law.regimes[name].windows]
    waiting = dict.fromkeys(one.title for one in windows if one.versions and one.kind != THEIRS)
    theirs = dict.fromkeys(one.title for one in windows if one.versions and one.kind == THEIRS)
    if waiting:
        said.append(f"until then without a day by law: {_some(list(waiting), most)}")
    if theirs:
        said.append(f"and not checked against them: {_some(list(theirs), most)}")
    return said


def _titles(names: Iterable[str], law: Law) -> list[str]:
    """The laws by title; where several states' are open, the one that the answer picks, since nobody reads fifty."""
    of_states = [name for name in names if any(one.fact == "issued_in" for one in _conditions(name, law))]
    if len(of_states) <= 1:
        return [_title(name, law) for name in names]
    others = [_title(name, law) for name in names if name not in of_states]
    return ["the law of the state where the policy was issued", *others]


def _conditions(name: str, law: Law) -> tuple[Condition, ...]:
    return law.regimes[name].applies_when if name in law.regimes else law.shipped[name].applies_when


def _some(names: list[str], most: int) -> str:
    if not most or len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def _title(name: str, law: Law) -> str:
    return law.regimes[name].title if name in law.regimes else law.shipped[name].title


def unusable(law: Law) -> list[str]:
    """The loud line above every list of days, while a rule file of the ledger has a mistake in it; else nothing."""
    names = sorted(law.unreadable)
    if not names:
        return []
    said = f"RULES THAT CANNOT BE USED: {', '.join(names)}. Days by them are missing, and what is shown may come"
    return wrap(f"{said} too late: recoup rules check says what is wrong.", WIDTH)
