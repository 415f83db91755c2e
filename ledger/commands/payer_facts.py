"""What only the user can know of a payer: typed as options, or asked in plain words at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.asking import ask, at_terminal
from ledger.commands.choosing import one_of
from ledger.commands.words import words_of
from ledger.core.law.states import STATES
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.commands.session import Session


class Facts(NamedTuple):
    """The facts that law turns on, in the words of the schema; an empty text is not known."""

    line_of_business: str = ""
    funding: str = ""
    sponsor: str = ""
    issued_in: str = ""
    network: str = ""


_QUESTIONS = {
    "line_of_business": "What kind of plan is it (commercial, Medicare, Medicare Advantage, Medicaid, TRICARE ...)",
    "funding": "Who pays the claims: the insurer, or the patient's employer? (insurer, employer)",
    "sponsor": "Who is the employer? (company, union, government, church)",
    "issued_in": "In which state was the policy issued? (OH)",
    "network": "Do you have a contract with this plan? (yes, no)",
}

_PLAIN = {
    "line_of_business": {
        "medicare": "medicare_ffs",
        "part_d": "medicare_part_d",
        "medicaid": "medicaid_ffs",
        "medicaid_hmo": "medicaid_managed",
    },
    "funding": {
        "insurer": "fully_insured",
        "the_insurer": "fully_insured",
        "employer": "self_funded",
        "the_employer": "self_funded",
    },
    "sponsor": {"company": "private_employer"},
    "network": {"yes": "contracted", "y": "contracted", "no": "not_contracted", "n": "not_contracted"},
}
"""Answers as people give them, beside the words of the schema."""

_NOT_KNOWN = ("unknown", "?", "-")
_CONTRACTS = ("commercial", "medicare_advantage")
_BY_STATE = {name.casefold(): code for code, name in STATES.items()}


def facts_typed(typed: Facts) -> Facts:
    """The options in the words of the schema. Raises UsageError for one that is none of them."""
    return Facts(*(_read(name, text) if text else "" for name, text in typed._asdict().items()))


def facts_asked(session: Session, typed: Facts, known: Mapping[str, str]) -> Facts:
    """What was typed; at a terminal, also the answers for what is not ``known`` and matters. Enter leaves one open."""
    found = typed._asdict()
    if not at_terminal():
        return typed
    said = {**known, **{name: value for name, value in found.items() if value}}
    for name in Facts._fields:
        if name not in said and _matters(name, said):
            found[name] = said[name] = _asked(session, name)
    return Facts(**found)


def _matters(name: str, said: Mapping[str, str]) -> bool:
    """Whether law can turn on a fact, after what is known already."""
    commercial = said.get("line_of_business") == "commercial"
    return {
        "line_of_business": True,
        "funding": commercial,
        "sponsor": commercial and said.get("funding") == "self_funded",
        "issued_in": commercial and said.get("funding") == "fully_insured",
        "network": said.get("line_of_business") in _CONTRACTS,
    }[name]


def _asked(session: Session, name: str) -> str:
    while True:
        text = ask(f"{_QUESTIONS[name]}, Enter where not known")
        if not text or text.casefold() in _NOT_KNOWN:
            return ""
        try:
            return _read(name, text)
        except UsageError as error:
            session.note(f"  {error.message}; {error.hint}")


def _read(name: str, text: str) -> str:
    if name == "issued_in":
        return _state(text)
    plain = "_".join(text.strip().casefold().replace("-", " ").split())
    word = _PLAIN[name].get(plain, plain)
    return one_of(word, words_of(name), f"a word for {name.replace('_', ' ')}")


def _state(text: str) -> str:
    code = _BY_STATE.get(" ".join(text.casefold().split()), text.strip().upper())
    if code not in words_of("state"):
        raise UsageError(f"{text!r} is no state", "two letters, as OH, or the whole name")
    return code
