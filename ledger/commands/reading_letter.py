"""What is read off a demand letter: from the options, and at a terminal by asking in the order of a letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.asking import ask, at_terminal
from ledger.commands.choosing import one_of
from ledger.commands.claims_file import read_claims
from ledger.commands.words import words_of
from ledger.core.acts.demand import NOT_STATED, Demand
from ledger.core.amount import dollars, plain
from ledger.core.claims_table import ClaimsRead
from ledger.core.day import in_words
from ledger.store.refusal import LedgerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal
    from typing import TypeVar

    from ledger.commands.session import Session
    from ledger.core.claim_identity import Identity

    T = TypeVar("T")


class Typed(NamedTuple):
    """The options as they were typed; an empty text was not given."""

    payer: str = ""
    reference: str = ""
    dated_on: str = ""
    received_on: str = ""
    received_evidence: str = ""
    answer_by: str = ""
    offset_from: str = ""
    send_to: str = ""
    amount: str = ""
    reason: str = ""
    funding: str = ""
    title: str = ""
    owner: str = ""
    claims: str = ""
    document: str = ""


class Letter(NamedTuple):
    """A letter as it was read: the demand, the patients of its claims, the scan, and what to say about all that."""

    demand: Demand
    patients: tuple[Identity, ...] = ()
    scan: Path | None = None
    said: tuple[str, ...] = ()


def read_letter(session: Session, typed: Typed) -> Letter:
    """Read the options; ask for the rest where somebody sits at the terminal.

    Raises UsageError where something is not what its option wants, and leaves with 1 where the claims have mistakes.
    """
    asker = _Asker(session)
    table = read_claims(session, Path(typed.claims)) if typed.claims else ClaimsRead()
    told = table.letter
    reference = asker.text(typed.reference or told.reference, "The letter's number")
    dated_on = asker.day_gone(typed.dated_on or _iso(told.dated_on), "The letter's date", "--dated-on")
    received_on = asker.day_gone(typed.received_on or _iso(told.received_on), "The day it reached you", "--received-on")
    evidence = typed.received_evidence
    if received_on is not None:
        evidence = asker.text(evidence, "What shows that day (date stamp, envelope; Enter for nothing)")
    answer_by = asker.day(typed.answer_by or _iso(told.answer_by), "Answer by, as the letter prints it", "--answer-by")
    send_to = asker.text(typed.send_to, "Where to answer (address; fax NUMBER)")
    if not typed.claims and (file := asker.text("", "The claims, a file .xlsx or .csv (Enter for none yet)")):
        table = read_claims(session, Path(file))
    amount, amount_said = asker.amount(typed.amount, table)
    demand = Demand(
        typed.payer,
        amount,
        reference,
        dated_on,
        received_on,
        evidence,
        answer_by,
        asker.day(typed.offset_from, "The day from which it announces the taking", "--offset-from"),
        send_to,
        asker.word(typed.reason, "The reason it gives", "reason", NOT_STATED),
        asker.word(typed.funding, _WHO_PAYS, "funding", ""),
        asker.text(typed.title, "A few words to know the case by, no names (Enter for the usual)"),
        typed.owner or (session.person.id if session.person else ""),
        table.claims,
    )
    scan = asker.text(typed.document, "The letter itself, a file (Enter for none yet)")
    return Letter(demand, table.identities, Path(scan) if scan else None, tuple(amount_said))


_WHO_PAYS = "Who pays the claims: insurer, employer or government (Enter where you do not know)"
_SAID = {
    "insurer": "fully_insured",
    "the_insurer": "fully_insured",
    "employer": "self_funded",
    "the_employer": "self_funded",
}
"""What people know of a plan, and the word of the format for it."""


def _word_meant(typed: str, known: tuple[str, ...], words: str) -> str:
    """The word of a closed list that somebody typed. Raises UsageError where it is none."""
    word = "_".join(typed.casefold().split())
    return one_of(_SAID.get(word, word) if words == "funding" else word, known, f"a {words}")


class _Asker:
    """One question after the other; an answer that cannot be read is asked for again, with the reason."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def text(self, given: str, question: str) -> str:
        """Return some words, or nothing."""
        return given.strip() or ask(question)

    def day(self, given: str, question: str, option: str) -> date | None:
        """Return a day and echo it in full; None where it was left empty."""
        return self._day(given, question, lambda text: self.session.day(text, option))

    def day_gone(self, given: str, question: str, option: str) -> date | None:
        """As ``day``, for a day that cannot lie ahead."""
        return self._day(given, question, lambda text: self.session.day_not_ahead(text, option))

    def amount(self, given: str, table: ClaimsRead) -> tuple[Decimal, list[str]]:
        """Return what is demanded and what to say about it; without an amount the sum of the claims is taken."""
        total = plain(table.total) if table.claims else ""
        text = given or (ask("The amount demanded, without interest", total) if at_terminal() else total)
        if not text:
            raise UsageError("--amount is missing", "write the amount of the letter, as --amount '$1,482.60'")
        amount = self._read(text, "The amount demanded", lambda typed: self.session.dollars(typed, "--amount"))
        if given and table.claims and amount != table.total:
            return amount, [f"The claims add up to {dollars(table.total)}, the letter demands {dollars(amount)}."]
        return amount, [] if given else [f"Amount: {dollars(amount)}, the sum of the claims."] if table.claims else []

    def word(self, given: str, question: str, words: str, default: str) -> str:
        """Return a word of a closed list."""
        known = words_of(words)
        text = given or ask(question, default)
        return self._read(text, question, lambda typed: _word_meant(typed, known, words)) if text else default

    def _day(self, given: str, question: str, read: Callable[[str], date]) -> date | None:
        text = given or ask(f"{question} (3/6/2026)")
        if not text:
            return None
        day = self._read(text, question, read)
        if at_terminal():
            self.session.note(f"  {in_words(day)}")
        return day

    def _read(self, text: str, question: str, read: Callable[[str], T]) -> T:
        while True:
            try:
                return read(text)
            except LedgerError as error:
                if not at_terminal():
                    raise
                self.session.note(f"  {error.message.partition(': ')[2] or error.message}")
                text = ask(question) or text


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
