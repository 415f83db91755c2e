"""A new payer file and the rules that go with it: what a profile says, what the user knows, what that brings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.payer_law import rules_brought
from ledger.store.library import load
from ledger.store.profiles import bases, regime_copy, shipped_regime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledger.commands.payer_facts import Facts
    from ledger.commands.session import Session
    from ledger.core.finding import Finding
    from ledger.core.law.governing import Law
    from ledger.core.payer import Payer
    from ledger.store.saving import Write

CONTRACT = "contract"
_HEAD = "# yaml-language-server: $schema=../schema/payer.schema.json\n"
_STATED = ("line_of_business", "issued_in")
_FIRST = ("role", "regime", "profile")


class Made(NamedTuple):
    """A payer file with its rules, ready to be saved; ``rules`` says which come along, ``payer`` is None if wrong."""

    payer: Payer | None
    findings: tuple[Finding, ...]
    writes: tuple[Write, ...]
    law: Law
    rules: tuple[str, ...]


def made(
    session: Session,
    slug: str,
    name: str,
    body: str,
    regime: str,
    asked: Callable[[Mapping[str, str]], Facts],
) -> Made:
    """Make the file from a profile's text and what ``asked`` answers to what is known so far."""
    from ledger.store.saving import Write

    said = _said(body)
    proposed = regime or said.get("regime", "") or CONTRACT
    known = {**_facts_of(session, proposed), **said}
    facts = {fact: value for fact, value in asked(known)._asdict().items() if value}
    data = _text(name, {**said, "regime": proposed}, {**known, **facts}, body).encode()
    file = f"payers/{slug}.yaml"
    loaded = load("payer", data, file)
    if loaded.broken or loaded.value is None:
        return Made(None, loaded.findings, (), session.library.law, ())
    payer: Payer = loaded.value._replace(slug=slug, file=file)
    law = session.library.law
    wanted = dict.fromkeys((proposed, *rules_brought(payer, law.shipped)))
    missing = dict.fromkeys(base for one in wanted for base in _with_bases(session, one))
    writes = [Write(file, None, data), *(Write(f"rules/{one}.yaml", None, regime_copy(one)) for one in missing)]
    law = law._replace(regimes={**law.regimes, **{one: shipped_regime(one) for one in missing}})
    return Made(payer, (), tuple(writes), law, tuple(_named(wanted, missing, law)))


def _with_bases(session: Session, name: str) -> tuple[str, ...]:
    """The rules and what they extend, as far as this ledger does not hold them."""
    held = session.library.files_in("rules")
    if f"rules/{name}.yaml" in held:
        return ()
    return tuple(one for one in (name, *bases(name)) if f"rules/{one}.yaml" not in held)


def _named(wanted: Iterable[str], missing: Iterable[str], law: Law) -> Iterable[str]:
    """A line for each of the rules: ``Rules: Ohio prompt-pay law (rules/ohio.yaml)``."""
    copied = tuple(missing)
    for name in wanted:
        title = law.regimes[name].title if name in law.regimes else name
        yield f"Rules: {title} (rules/{name}.yaml{'' if name in copied else ', here already'})"
    others = [f"rules/{name}.yaml" for name in copied if name not in tuple(wanted)]
    if others:
        yield f"  with {', '.join(others)}, on which they rest"


def _said(body: str) -> dict[str, str]:
    """What the plain lines of a profile say: ``regime``, ``role`` and the facts."""
    lines = (line.partition(":") for line in body.splitlines() if line and line[0].isalpha())
    return {name: value.strip() for name, _, value in lines if value.strip()}


def _facts_of(session: Session, rules: str) -> dict[str, str]:
    """What choosing these rules states of the payer: its kind of plan and state.

    Who funds a plan, and whether there is a contract with it, is never taken for granted.
    """
    regime = session.library.regimes.get(rules) or shipped_regime(rules)
    return {one.fact: one.values[0] for one in regime.applies_when if len(one.values) == 1 and one.fact in _STATED}


def _text(name: str, said: Mapping[str, str], known: Mapping[str, str], body: str) -> str:
    """The text of a new payer file: its name, role and rules, the facts, and the rest of the profile."""
    from ledger.commands.payer_facts import Facts

    lines = body.splitlines(keepends=True)
    facts = {fact: known[fact] for fact in Facts._fields if fact in known}
    head = [f"name: {json.dumps(name, ensure_ascii=False)}\n"]
    head += [f"{key}: {({'role': 'payer'} | dict(said))[key]}\n" for key in _FIRST if key == "role" or key in said]
    head += [f"{fact}: {value}\n" for fact, value in facts.items()]
    comments = [line for line in lines if line.startswith("#")]
    taken = (*_FIRST, *facts)
    rest = [line for line in lines if not line.startswith("#") and line.partition(":")[0] not in taken]
    return _HEAD + "".join((*comments, *head, *rest))
