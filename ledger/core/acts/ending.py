"""Deciding, passing, extending and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.acts.words import spoken
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change, Edit, Flow, SetField

if TYPE_CHECKING:
    from datetime import date


def decision(choice: str, decided_on: date, recorded: str, because: str = "", corrects: str = "") -> Change:
    """Note a decision on the whole case; the reason is never required."""
    entry = {"decided_on": str(decided_on), "choice": choice}
    if because:
        entry["because"] = because
    entry |= {**_corrects(corrects), "recorded": recorded}
    said = f"Noted: {spoken(choice)}, decided {in_words(decided_on)}."
    return Change(
        (AppendEntry(("decisions",), entry),), f"decided to {spoken(choice)} ({decided_on})", "decision", said
    )


def extension(deadline: str, until: date, proof: str, recorded: str, corrects: str = "") -> Change:
    """Note more time for a deadline; only the proof lets it move the day."""
    entry = {"deadline": deadline, "until": str(until), "proof": proof, **_corrects(corrects), "recorded": recorded}
    said = f"Noted: {deadline} has time until {in_words(until)}, by {proof}."
    return Change((AppendEntry(("extensions",), entry),), f"{deadline} extended until {until}", "extension", said)


def passing(deadline: str, how: str, recorded: str, corrects: str = "") -> Change:
    """Note that a deadline ended without a filing: how, never why."""
    entry = {"deadline": deadline, "how": how, **_corrects(corrects), "recorded": recorded}
    said = f"Noted: {deadline} ended, {spoken(how)}."
    return Change((AppendEntry(("passed",), entry),), f"{deadline} ended, {spoken(how)}", "passed", said)


def closing(outcome: str, closed_on: date, root_cause: str = "", same_as: str = "") -> Change:
    """Close the case; a twin names the case it equals."""
    block = {"closed_on": str(closed_on), "outcome": outcome}
    if same_as:
        block["same_as"] = same_as
    if root_cause:
        block["root_cause"] = root_cause
    said = f"Closed {in_words(closed_on)}: {spoken(outcome)}. The file stays where it is."
    return Change((SetField(("closed",), block),), f"closed, {spoken(outcome)} ({closed_on})", "closed", said)


def _corrects(name: str) -> dict[str, str]:
    """The field by which an entry takes the place of an earlier one; none where it takes nobody's."""
    return {"corrects": name} if name else {}


def named_back(other: str) -> Edit:
    """Let a case name another one that came of the same letter; both files do, so that neither is read alone."""
    return AppendEntry(("related",), Flow({"case": other, "as": "same_letter"}))
