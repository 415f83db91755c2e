"""From a letter that was read to a saved case: what is on file, the checks, names, paper, file, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.asking import ask, at_terminal
from ledger.commands.guarding import new_mistakes
from ledger.core.acts.demand import Demand, blocks_of, counted, new_demand
from ledger.core.acts.paper import Paper, document_entry
from ledger.core.amount import dollars
from ledger.core.claim_identity import patient_of
from ledger.core.day import in_words
from ledger.core.identity import Identities
from ledger.core.message import message
from ledger.core.names import RANDOM_LENGTH, file_of, id_of
from ledger.core.on_file import Arrived, on_file
from ledger.core.payer_law import answer_not_dated
from ledger.report.columns import DISCLAIMER
from ledger.report.following import next_day
from ledger.store.library import Loaded, load_case
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from datetime import date

    from ledger.commands.reading_letter import Letter
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.edit import Value
    from ledger.core.identity import Patient

_SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/case.schema.json"
_REMARKS = {
    "  reason: not_stated": "the letter's own reason, once it is read",
    "documents:": "papers in the private folder: recoup attach",
    "money:": "what was taken, paid, returned: recoup money",
    "communications:": "calls and messages: recoup log",
}
_NOTHING = Loaded("", b"", {}, None, ())


def take_in(session: Session, letter: Letter, *, another: bool) -> None:
    """Make the case. Whatever is refused is refused before anything is written."""
    demand = letter.demand
    _name_what_is_on_file(session, demand, another=another)
    patients = tuple(patient_of(identity, demand.payer) for identity in letter.patients)
    _, clashes = session.private.add_patients(patients, dry_run=True)
    if clashes:
        session.report(clashes)
        raise Refused("not saved: the private folder knows these patients otherwise", "nothing was changed")
    case_id, day = _identity(session, demand)
    if letter.scan is not None:
        recorded = session.stamp()
        kept = session.private.keep_document(case_id, letter.scan, "demand", dry_run=True)
        paper = Paper("demand_letter", kept.file, kept.sha256, kept.pages, demand.dated_on)
        demand = demand._replace(document=document_entry("demand", paper, recorded))
    made = load_case(_text(blocks_of(case_id, demand)).encode(), file_of(case_id, f"{day:%Y-%m}"))
    case = _sound(session, made, patients)
    said = _lines(session, case, letter)
    if not session.dry_run:
        session.private.add_patients(patients)
        if letter.scan is not None:
            session.private.keep_document(case_id, letter.scan, "demand")
    _keep(session, made, message(case_id, new_demand(demand), session.version))
    if not session.dry_run:
        _say(session, case, said)


def _name_what_is_on_file(session: Session, demand: Demand, *, another: bool) -> None:
    arrived = Arrived(
        demand.payer,
        (demand.reference,) if demand.reference else (),
        tuple(claim.number for claim in demand.claims),
        demand.amount,
    )
    found = on_file(arrived, session.cases())
    for one in found:
        session.note(one.sentence())
    if not found or another:
        return
    if at_terminal() and ask("Make another case all the same? (yes, no)", "no").casefold() in ("y", "yes"):
        return
    hint = f"recoup receive {found[0].case} FILE adds a later letter to that case; --another makes a new one"
    raise Refused("not saved: this demand may be on file already", hint)


def _identity(session: Session, demand: Demand) -> tuple[str, date]:
    """A new id, and the day that dates the case: the letter's, else its receipt, else today."""
    day = demand.dated_on or demand.received_on or session.today
    taken = {id_of(file) for file in session.library.case_files()}
    while True:
        case_id = f"RC-{day:%Y}-{session.clock.letters(RANDOM_LENGTH)}"
        if case_id not in taken:
            return case_id, day


def _text(blocks: tuple[dict[str, Value | None], ...]) -> str:
    from ledger.store.yaml.fragment import field

    parts = []
    for block in blocks:
        lines = [line for key, value in block.items() for line in ([f"{key}:"] if value is None else field(key, value))]
        parts.append("\n".join(_taught(line) for line in lines))
    return f"{_SCHEMA_LINE}\n" + "\n\n".join(parts) + "\n"


def _taught(line: str) -> str:
    """The line with a remark for whoever opens the file for the first time, where it waits for an entry."""
    remark = _REMARKS.get(line)
    return line if remark is None else f"{line:<36} # {remark}"


def _sound(session: Session, made: Loaded, patients: tuple[Patient, ...]) -> Case:
    """The case, checked as a hook would check it, with the names that came with it."""
    known = session.identities
    session.identities = Identities((*known.patients, *patients), known.tin)
    wrong = new_mistakes(session, _NOTHING, made)
    if wrong or made.case is None:
        session.report(wrong or made.findings)
        raise Refused("not saved: the case would have the mistakes above", "nothing was written")
    return made.case


def _keep(session: Session, made: Loaded, said: str) -> None:
    from ledger.store.saving import Write

    session.keep([Write(made.file, None, made.data)], said)


def _say(session: Session, case: Case, said: list[str]) -> None:
    if session.format == "json":
        session.json("case", {"id": case.id, "file": case.file, "payer": case.payer, "claims": len(case.claims)})
        return
    for line in said:
        session.confirm(line)


def _lines(session: Session, case: Case, letter: Letter) -> list[str]:
    """What to say of the case once it is saved; worked out before, so that nothing can fail afterwards."""
    demand = case.demand
    amount = f", {dollars(demand.amount)}" if demand.amount is not None else ""
    said = [f"{case.id}: new demand of {session.library.payers[case.payer].name}{amount}"]
    stated = "" if demand.received_evidence else ", as stated: without evidence it moves nothing later"
    days = [
        ("dated", demand.dated_on, ""),
        ("received", demand.received_on.day if demand.received_on else None, stated),
        ("answer by", demand.answer_by, ""),
        ("taking announced for", demand.offset_from, ""),
    ]
    said += [f"  {what} {in_words(day)}{remark}" for what, day, remark in days if day is not None]
    if case.claims:
        lines = sum(len(claim.lines) for claim in case.claims)
        said.append(f"  {counted(len(case.claims), 'claim')}, {counted(lines, 'line')}")
    if letter.patients:
        said.append(f"  {counted(len(letter.patients), 'patient')}: names are in the private folder, not here")
    said += [f"  document {one.id}, kept in the private folder" for one in case.documents]
    said += [f"  {line}" for line in letter.said]
    said.append(f"File: {case.file}")
    deadlines = session.deadlines(case)
    if demand.answer_by is None and answer_not_dated(deadlines):
        said.append("No window for an answer is known: type the answer-by date of this letter.")
    following = next_day(deadlines, session.today)
    return [*said, *following, DISCLAIMER] if following else said
