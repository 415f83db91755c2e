"""One mapping of a rule file while it is read: each reader notes what is wrong and gives a harmless value back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ledger.core.day import NotADay, parse_day
from ledger.core.finding import Finding, Path
from ledger.core.law.rule import FACTS, Condition


class Block(NamedTuple):
    """One mapping of the file with its path; readers note what is wrong and give a harmless value back."""

    tree: dict[str, Any]
    path: Path
    findings: list[Finding]

    def wrong(self, key: str, message: str) -> None:
        """Note a mistake at a key of this block."""
        self.findings.append(Finding("LED504", message, path=(*self.path, key)))

    def text(self, key: str) -> str:
        """The text at a key; empty where there is none."""
        value = self.tree.get(key)
        return value if isinstance(value, str) else ""

    def need(self, key: str) -> str:
        """The text at a key that must be there."""
        value = self.text(key)
        if not value:
            self.wrong(key, f"{key} is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at a key."""
        value = self.tree.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the words allowed at a key."""
        value = self.text(key) or default
        if value not in allowed:
            self.wrong(key, f"{key} is {value!r}; it can be {', '.join(allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """Whether the key says true."""
        return self.text(key) == "true"

    def yes_no(self, key: str) -> bool | None:
        """What the key says; None where it says nothing."""
        return {"true": True, "false": False}.get(self.text(key))

    def day(self, key: str) -> date | None:
        """The day at a key."""
        value = self.text(key)
        if not value:
            return None
        try:
            return parse_day(value)
        except NotADay as error:
            self.wrong(key, str(error))
            return None

    def number(self, key: str) -> int | None:
        """The whole number at a key."""
        value = self.text(key)
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            self.wrong(key, f"{key} is {value!r}, not a whole number")
            return None
        return int(value)

    def amount(self, key: str) -> Decimal:
        """The figure at a key."""
        value = self.need(key)
        try:
            return Decimal(value or "0")
        except InvalidOperation:
            self.wrong(key, f"{key} is {value!r}, not a figure")
            return Decimal(0)

    def block(self, key: str) -> Block | None:
        """The block at a key."""
        value = self.tree.get(key)
        return Block(value, (*self.path, key), self.findings) if isinstance(value, dict) else None

    def blocks(self, key: str) -> list[Block]:
        """The blocks of the list at a key."""
        value = self.tree.get(key)
        items = value if isinstance(value, list) else []
        return [
            Block(item, (*self.path, key, index), self.findings)
            for index, item in enumerate(items)
            if isinstance(item, dict)
        ]

    def conditions(self, key: str, *, excluded: bool, among: tuple[str, ...] = FACTS) -> tuple[Condition, ...]:
        """The facts and their values at a key."""
        value = self.tree.get(key)
        if not isinstance(value, dict):
            return ()
        inner = Block(value, (*self.path, key), self.findings)
        for fact in value:
            if fact not in among:
                inner.wrong(fact, f"no case has a fact {fact!r} there; it can be {', '.join(among)}")
            elif not inner.texts(fact):
                inner.wrong(fact, f"{fact} names no value")
        return tuple(Condition(fact, inner.texts(fact), excluded) for fact in value)

    def facts(self) -> tuple[Condition, ...]:
        """The conditions under ``when`` and ``unless``."""
        return (*self.conditions("when", excluded=False), *self.conditions("unless", excluded=True))
