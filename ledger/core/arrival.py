"""What is asked of a saved change before others take it over: its times, and its signature where one is demanded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ledger.core.finding import Finding

TOLERATED_SECONDS = 15 * 60
"""So far apart the clocks of two honest computers may be."""


class Arrived(NamedTuple):
    """One saved change, by its own word. ``saved_at`` is in seconds since 1970, as its computer's clock had it."""

    commit: str
    parents: tuple[str, ...]
    name: str
    email: str
    saved_at: int

    @property
    def told(self) -> str:
        """The change in a few words, for the end of a sentence."""
        return f"saved as {self.commit[:10]} by {self.name}"


class Signature(NamedTuple):
    """How a saved change is signed: ``good`` by a key on the list, with the people that the list gives it to."""

    present: bool
    good: bool
    signers: tuple[str, ...] = ()


def rewritten(old: str) -> Finding:
    """The finding for a new state that does not follow the one that was shared."""
    message = f"what was shared as {old[:10]} is no longer part of the history"
    hint = "bring the shared state back and join it with yours; nothing that was shared is ever rewritten"
    return Finding("LED730", message, hint, file="ledger.yaml")


def clock_findings(arrived: Arrived, saved_at: Mapping[str, int], now: int | None) -> list[Finding]:
    """Find a time of saving that cannot be: before the one it builds on, or ahead of ``now`` (None: not looked at).

    ``saved_at`` holds the times of the changes that it builds on; one that is not known is not compared.
    """
    hint = "set the clock of the computer that saved it; the time of a save cannot be changed afterwards"
    if now is not None and arrived.saved_at > now + TOLERATED_SECONDS:
        return [Finding("LED707", "a change bears a time of saving that has not come yet", hint)]
    latest = max((saved_at[parent] for parent in arrived.parents if parent in saved_at), default=arrived.saved_at)
    if arrived.saved_at + TOLERATED_SECONDS < latest:
        return [Finding("LED707", "a change was saved earlier than the one that it builds on, by its own time", hint)]
    return []


def signature_findings(arrived: Arrived, signature: Signature) -> list[Finding]:
    """Find a change that is not signed, by a key not on the list, or by somebody else than its author."""
    if not signature.present:
        hint = "sign with an SSH key: recoup setup --signing-key FILE; what is saved already stays unsigned"
        return [Finding("LED708", "a change is not signed, and this ledger takes only signed ones", hint)]
    if not signature.good:
        hint = "ask whoever looks after the shared copy to put the key on its list"
        return [Finding("LED708", "a change is signed with a key that is not on the list", hint)]
    if arrived.email.casefold() not in {signer.casefold() for signer in signature.signers}:
        whose = ", ".join(signature.signers)
        message = f"a change of {arrived.email} is signed with the key of {whose}"
        return [Finding("LED708", message, "everyone saves under their own name, with their own key")]
    return []
