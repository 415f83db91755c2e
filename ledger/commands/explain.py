"""``recoup explain``: why a date is what it is, what a finding means, what a reason for recoupment is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.deadline_named import deadline_named
from ledger.commands.session import session_of
from ledger.core.codes import CODES
from ledger.core.deadline import MUST, NO_DATE
from ledger.core.due import WAITING
from ledger.core.law.governing import governing
from ledger.core.reckoning.silence import said_of
from ledger.report.columns import DISCLAIMER
from ledger.report.deadlines import as_data
from ledger.report.evidence import explained as of_reason
from ledger.report.explain import CLOSING, Told, explained, explained_code, explained_reason
from ledger.report.law import law_as_data, law_of_case, theirs_of_case
from ledger.store.reasons import reason_names, reasons_named
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.codes import Code
    from ledger.core.deadline import Deadline

_SUBJECT = typer.Argument(
    metavar="CASE|CODE|REASON",
    help="A case by any of its names, the code of a finding (LED203), or a reason (time_based_coding).",
    autocompletion=arguments.case.autocompletion,
)


def explain(
    ctx: typer.Context,
    what: Annotated[str, _SUBJECT],
    deadline: Annotated[str, typer.Argument(metavar="[DEADLINE]", help="One deadline; none means all that wait.")] = "",
) -> None:
    """Say why a date is what it is, or what a finding means."""
    session = session_of(ctx)
    code = CODES.get(what.upper())
    if code is not None:
        if session.format == "json":
            session.json("code", dict(code._asdict()))
            return
        for line in explained_code(code, _page(code)):
            session.say(line)
        return
    word = what.casefold().replace(" ", "_").replace("-", "_")
    if word in reason_names():
        _explain_reason(session, word)
        return
    reasons = _reasons()
    if word in reasons:
        if session.format == "json":
            session.json("reason", {"reason": word, "words": reasons[word]})
            return
        for line in (*explained_reason(word, reasons[word]), DISCLAIMER):
            session.say(line)
        return
    _explain_case(session, what, deadline)


def _explain_reason(session: Session, name: str) -> None:
    """What is known of a reason: what to gather, what has won, what to look for, each with its source."""
    [reason] = reasons_named([name])
    if session.format == "json":
        said = {part: [one.says for one in getattr(reason, part)] for part in ("wins", "look_for", "note_shows")}
        gather = [{"item": one.id, "what": one.what, "holder": one.holder} for one in reason.gather]
        session.json("reason", {"reason": name, "words": [reason.about], "gather": gather, **said})
        return
    for line in (*of_reason(reason), DISCLAIMER):
        session.say(line)


def _explain_case(session: Session, name: str, asked: str) -> None:
    case = session.usable(session.open_case(name))
    found: Sequence[Deadline] = session.deadlines(case)
    if asked:
        alike = [one for one in found if one.name.partition("/")[0] == asked.strip()]
        meant = deadline_named(session, case, asked) if not alike else ""
        found = alike or [one for one in found if one.name == meant]
    else:
        found = [one for one in found if one.kind == MUST and one.state in (*WAITING, NO_DATE)]
    groups = governing(case, session.library.law)
    if session.format == "json":
        data = [as_data(one) for one in found]
        said = {"today": str(session.today), "law": law_as_data(groups), "deadlines": data, "disclaimer": DISCLAIMER}
        session.json("explanation", said)
        return
    if not asked:
        theirs = theirs_of_case(session.deadlines(case))
        for line in (*law_of_case(groups, session.library.law), *theirs, ""):
            session.say(line)
    explain_all(session, [(case, one) for one in found])


def explain_all(session: Session, pairs: Sequence[tuple[Case, Deadline]]) -> None:
    """Print the screens of some deadlines one below the other, with the closing line at the end."""
    if not pairs:
        session.say("Nothing of ours waits for a day.")
    for number, (case, one) in enumerate(pairs):
        if number:
            session.say()
        for line in explained(told_of(session, case, one)):
            session.say(line)
    session.say(CLOSING)


def told_of(session: Session, case: Case, one: Deadline) -> Told:
    """Everything that the explanation of one deadline is made from."""
    law = session.library.law
    under_law = sum(len(group.claims) for group in governing(case, law) if group.regime == one.regime)
    statements, gaps = said_of(one, case, law, session.today)
    return Told(one, case, session.library.regimes.get(one.regime), under_law, session.today, statements, gaps)


def _page(code: Code) -> str:
    from ledger.store.shipped import shipped

    path = shipped("findings") / f"{code.code}-{code.slug}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _reasons() -> dict[str, list[str]]:
    """The words for every reason of the closed list, as shipped. Raises UsageError where they cannot be read."""
    from ledger.store.shipped import shipped
    from ledger.store.yaml.reader import read

    tree, findings = read((shipped("rules") / "reasons.yaml").read_bytes())
    if tree is None or findings:
        raise UsageError("the shipped reasons.yaml cannot be read", "install the program again")
    return {
        reason: [line for line in words if isinstance(line, str)]
        for reason, words in tree.items()
        if isinstance(words, list)
    }
