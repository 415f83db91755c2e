"""Writing one letter: gather, say everything that is missing, render, keep, note it in the case."""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING, Any

from ledger.core.acts.letter import Written, document_name, letter_written
from ledger.core.finding import ERROR, NOTE, Finding
from ledger.core.letter.content import letter_data
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.made_with import made_with
from ledger.core.letter.matter import Matter, Wishes
from ledger.core.letter.selection import Selection, chosen
from ledger.core.letter.stop import cited_documents
from ledger.core.severity import severity_of
from ledger.report.columns import DISCLAIMER, WIDTH, wrapped
from ledger.report.holds import hold_lines
from ledger.store.refusal import LedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.letter.kind import Kind
    from ledger.store.letters.keeping import KeptLetter
    from ledger.store.letters.templates import Templates
    from ledger.store.library import Loaded

NOTED_ELSEWHERE = ("", "repayment_plan", "offer", "good_cause", "member")
"""What serves no level and no filing: plans, offers, and papers that go with another letter."""
MARK_TAGS = 6
"""Six random tags, 120 bits: a letter's hash in git confirms no guess about who it is about."""


def write(
    session: Session, opened: Loaded, kind: Kind, selection: Selection, wishes: Wishes, formats: Sequence[str]
) -> None:
    """Write one letter, or say in one report everything that keeps it from being written."""
    for line in hold_lines([session.usable(opened)], session.settings):
        session.note(line)
    matter = _matter(session, opened, kind, selection, wishes)
    findings = [*elements_missing(matter), *_papers(session, matter)]
    placed = _placed(session, opened, findings)
    stopped = any(severity_of(finding) == ERROR for finding in placed)
    if stopped and not wishes.draft:
        session.report(placed)
        session.note("No letter was written. With the gaps marked:")
        session.note(f"  recoup letter {matter.case.id} {kind.name} --draft")
        session.note(DISCLAIMER)
        session.leave(1)
    session.report(placed)
    data = letter_data(matter, "-".join(session.tag() for _ in range(MARK_TAGS)))
    templates = _templates(session)
    for line in _changed_since(templates, matter.kind):
        session.note(line)
    files, pages = _rendered(matter, data, templates, formats)
    _keep(session, opened, matter, templates.revision(kind.template), files, pages)


def _matter(session: Session, opened: Loaded, kind: Kind, selection: Selection, wishes: Wishes) -> Matter:
    case = session.usable(opened)
    group, findings = chosen(case, selection, session.library.law, kind)
    placed = _placed(session, opened, findings)
    if group is None or (placed and not wishes.draft):
        session.report(placed)
        session.leave(1)
    session.report(placed)
    private = session.private
    return Matter(
        kind, case, group, session.library.law, session.identities, private.here, session.today, session.person, wishes
    )


def _papers(session: Session, matter: Matter) -> list[Finding]:
    """What is known about the papers that will be enclosed: changed is an error, not here is a note."""
    from ledger.store.private import CHANGED, NOT_HERE

    found = []
    for document in cited_documents(matter):
        state = session.private.state_of(document)
        path = ("documents", matter.case.documents.index(document))
        if state == CHANGED:
            hint = "find the paper as it was; a new version is a new document"
            found.append(Finding("LED602", f"exhibit {document.id} is not the paper that was recorded", hint, path))
        elif state == NOT_HERE:
            hint = "enclose it from where it is kept"
            found.append(Finding("LED603", f"exhibit {document.id} is not on this computer", hint, path, severity=NOTE))
    return found


def _placed(session: Session, opened: Loaded, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the line of the file that each speaks of: case, payer, ledger.yaml, identities."""
    from ledger.store.yaml.positions import place

    placed: list[Finding] = []
    for file in dict.fromkeys(finding.file for finding in findings):
        own = [finding for finding in findings if finding.file == file]
        placed += place(own, _text(session, opened, file), file or opened.file)
    return placed


def _text(session: Session, opened: Loaded, file: str) -> str:
    if not file:
        return opened.text
    try:
        if file == "identities.yaml":
            return session.private.inside(file).read_text("utf-8")
        return session.library.bytes_of(file).decode("utf-8", "replace")
    except (LedgerError, OSError, UnicodeDecodeError):
        return ""


def _templates(session: Session) -> Templates:
    from ledger.store.letters.templates import templates_of
    from ledger.store.shipped import shipped

    return templates_of(shipped("templates"), session.root)


def _changed_since(templates: Templates, kind: Kind) -> list[str]:
    """One line for each own template of this letter whose shipped words changed after it was taken out."""
    drawn_in = [name for name in templates.outdated if name == kind.template or name.startswith("_")]
    return [f"templates/letters/{name}: the shipped words changed since it was taken out" for name in drawn_in]


def _rendered(
    matter: Matter, data: dict[str, Any], templates: Templates, formats: Sequence[str]
) -> tuple[dict[str, bytes], int | None]:
    """The files of the letter by their endings, and how many pages the PDF has."""
    from ledger.store.letters.markdown import blocks
    from ledger.store.letters.page import laid_out
    from ledger.store.letters.rendering import render
    from ledger.store.shipped import shipped

    text = render(templates, matter.kind.template, data)
    files = {"md": text.encode()} if "md" in formats else {}
    if not {"docx", "pdf"} & set(formats):
        return files, None
    page = {
        "title": matter.kind.title,
        "author": data["letterhead"]["name"],
        "mark": data["mark"],
        "draft": matter.wishes.draft,
        "addressee": data["addressee"][0],
        "reference": data["demand"]["number"],
        "date": data["date"],
        "blocks": blocks(text),
    }
    layout = shipped("templates") / "letters"
    if "docx" in formats:
        from ledger.store.letters.docx.document import drawn

        files["docx"] = drawn(layout / "docx", page, matter.today)
    if "pdf" not in formats:
        return files, None
    laid = laid_out(layout / "letter.typ", "letter", page, matter.today)
    return {**files, "pdf": laid.data}, laid.pages


def _keep(
    session: Session, opened: Loaded, matter: Matter, template: str, files: dict[str, bytes], pages: int | None
) -> None:
    from ledger.store.letters.keeping import keep, stem_of, take_back

    name = f"{matter.kind.name}{'_draft' if matter.wishes.draft else ''}"
    stem = stem_of(session.private, matter.case.id, matter.today, name)
    kept = {} if session.dry_run else keep(session.private, matter.case.id, stem, files)
    if matter.wishes.draft:
        _say_draft(session, kept)
        return
    written = _written(opened, matter, template, stem, files, pages)
    try:
        session.record(opened, letter_written(matter.case, written, session.stamp()), more=True)
    except LedgerError:  # anything else may come after the save, and then the case needs its letter
        take_back(session.private, kept)
        raise
    if session.dry_run:
        session.confirm(f"Nothing was written. The letter would be {stem}.")
    else:
        _say(session, matter, kept)


def _written(
    opened: Loaded, matter: Matter, template: str, stem: str, files: dict[str, bytes], pages: int | None
) -> Written:
    """What the case notes: the PDF where there is one, since that is what is sent, else the DOCX, else the Markdown."""
    from hashlib import sha256

    ending = next(one for one in ("pdf", "docx", "md") if one in files)
    made = made_with(revision_of(opened.data), template, matter)
    file = f"{matter.case.id}/{stem}.{ending}"
    digest = sha256(files[ending]).hexdigest()
    patients = tuple(dict.fromkeys(claim.patient for claim in matter.subject if claim.patient))
    return Written(matter.kind.name, matter.kind.title, file, digest, matter.today, made, patients, pages)


def revision_of(data: bytes) -> str:
    """The first characters of the name that git gives this content, so that `git show` finds the case as it was."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()[:8]


def _say_draft(session: Session, kept: dict[str, KeptLetter]) -> None:
    for letter in kept.values():
        session.say(str(session.private.path / letter.file))
    session.confirm(
        "A draft: its gaps are marked, and the case does not record it." if kept else "Nothing was written."
    )


def when_sent(matter: Matter, document: str) -> tuple[str, ...]:
    """How the sending is noted: by its level or filing, else in the entry that it belongs to."""
    if matter.kind.serves in NOTED_ELSEWHERE:
        note = f"When it is sent: recoup edit {matter.case.id} notes it, with its"
        return note, f"  sent_on, method, proof and document: {document}"
    step = f"When it is sent: recoup appeal {matter.case.id} {matter.kind.serves}"
    words, named = "  --sent-on DATE --method METHOD --proof TEXT", f"--document {document}"
    fits = len(f"{words} {named}") <= WIDTH
    return (step, f"{words} {named}") if fits else (step, words, f"  {named}")


def _say(session: Session, matter: Matter, kept: dict[str, KeptLetter]) -> None:
    for letter in kept.values():
        session.say(str(session.private.path / letter.file))
    for line in wrapped(f"Effect: {matter.kind.effect}.", "        "):
        session.confirm(line)
    session.confirm("Noted. This program sends nothing.")
    for line in wrapped(f"Heed: {matter.kind.heed}.", "      ") if matter.kind.heed else ():
        session.confirm(line)
    for line in when_sent(matter, document_name(matter.case, matter.kind.name)):
        session.confirm(line)
    session.confirm(DISCLAIMER)
