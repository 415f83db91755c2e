"""The auditor's page, as text, for programs and for print: six questions in their order, then what is not proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.audit.page import not_proved
from ledger.core.audit.point import CLOCKS, DATES, KEPT, PEOPLE, RULES, TIMES, TOPICS, about
from ledger.core.severity import severity_of, slug_of
from ledger.report.columns import DISCLAIMER, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ledger.core.audit.moves import Move
    from ledger.core.audit.page import Page
    from ledger.core.audit.point import Point
    from ledger.core.audit.seal import Sealed

SHOWN = 25
"""How many remarks of one kind the page shows; everything stands in the JSON."""
_VERSION = 10


class Section(NamedTuple):
    """One question of the auditor: each row is a line with those below it."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def sections(page: Page) -> tuple[Section, ...]:
    """The page in its order."""
    made = {
        TIMES: _times,
        CLOCKS: _clocks,
        KEPT: _kept,
        DATES: _dates,
        RULES: _rules,
        PEOPLE: _people,
    }
    asked = [
        Section(topic, (*_points(about(page.points, topic)), *((line,) for line in made[topic](page))))
        for topic in TOPICS
    ]
    return (*asked, Section("not proved", tuple((sentence,) for sentence in not_proved(page))))


def head(page: Page) -> tuple[str, ...]:
    """What was audited, how much of it, and what came out."""
    what = f"case {page.case}" if page.case else "the ledger"
    first = f"{page.first:%Y-%m-%d}" if page.first else "?"
    last = f"{page.last:%Y-%m-%d}" if page.last else "?"
    by = f" by {page.by}" if page.by else ""
    cases = "" if page.case else f", {_many(page.cases, 'case')}"
    saves = f"{_many(page.saves, 'save')} ({page.joined:,} that joined two lines of work)"
    return (
        f"Audit of {what}: {page.name}",
        f"Made {page.made_at:%Y-%m-%d %H:%M} UTC{by}, recoup {page.program}.",
        f"Walked {saves} from {first} to {last}{cases}. The last is {page.tip}.",
        verdict(page),
    )


def verdict(page: Page) -> str:
    """What came out, in one sentence."""
    found = page.found
    if not found:
        return "Nothing was found against the trail. What is not proved stands at the end."
    mended = sum(1 for one in found if one.mended)
    tail = f", {mended:,} put back by a later save" if mended else ""
    return f"FOUND: {_many(len(found), 'finding')}{tail}."


def as_text(page: Page) -> list[str]:
    """The page for a screen of 80 columns."""
    lines = [line for said in head(page) for line in _laid(said, "", "  ")]
    for number, section in enumerate(sections(page), 1):
        last = number == len(TOPICS) + 1
        lines += ["", section.title.upper() if last else f"{number} {section.title.upper()}"]
        for first, *more in section.rows:
            lines += _laid(first, "  ", "    ")
            lines += [line for one in more for line in _laid(one, "      ", "      ")]
    return [*lines, "", DISCLAIMER]


def as_data(page: Page) -> dict[str, Any]:
    """The page for a program: everything, nothing cut short. Instants bear their own zone."""
    return {
        "name": page.name,
        "made_at": page.made_at.isoformat(),
        "made_by": page.by,
        "program": page.program,
        "case": page.case or None,
        "last_save": page.tip,
        "saves": page.saves,
        "joined": page.joined,
        "cases": page.cases,
        "clean": not page.found,
        "findings": [_point(one) for one in page.points if one.stands],
        "remarks": [_point(one) for one in page.points if not one.stands],
        "moved": [_move(one) for one in page.moves],
        "zones": [
            {"save": one.save, "at": one.at.isoformat(), "email": one.email, "before": one.before, "after": one.after}
            for one in page.zones
        ],
        "papers": {name: list(getattr(page.papers, name)) for name in page.papers._fields},
        "letters": [one._asdict() for one in page.letters],
        "seals": seals_as_data(page.seals),
        "programs": dict(page.programs),
        "saves_without_program": page.unnamed_program,
        "rules": list(page.rules),
        "people": list(page.people),
        "signatures": page.signing._asdict(),
        "compared": list(page.compared),
        "not_proved": list(not_proved(page)),
    }


def seals_as_data(seals: Sequence[Sealed]) -> list[dict[str, Any]]:
    """Seals for a program: the line to keep and everything that is written in each."""
    return [{"name": one.name, "keep": one.kept_line, "signed": one.signed, "text": one.text} for one in seals]


def printed(page: Page) -> dict[str, Any]:
    """The page as plain data for the printed layout."""
    title, *facts = head(page)
    return {
        "title": title,
        "author": page.name,
        "facts": facts,
        "sections": [{"title": one.title, "rows": [list(row) for row in one.rows]} for one in sections(page)],
        "closing": DISCLAIMER,
    }


# the six questions


def _times(page: Page) -> Iterator[str]:
    if not about(page.points, TIMES):
        yield "Every entry was recorded in time, by the person who acted and who saved it."
    yield "Happened, recorded and saved stand apart: recoup history CASE tells all three for each entry."


def _clocks(page: Page) -> Iterator[str]:
    if not about(page.points, CLOCKS):
        yield "The times of saves and stamps do not contradict each other."
    for one in page.zones[:SHOWN]:
        yield f"{_save(one.save)} {_at(one.at)}: the clock of {one.email} went from {one.before} to {one.after}"
    if not page.zones:
        yield "No clock changed its zone."


def _kept(page: Page) -> Iterator[str]:
    if not any(one.stands for one in about(page.points, KEPT)):
        yield "Entries were only added. No case file was removed, no history rewritten."
    yield f"Before: {f'audited up to {_save(page.before)}' if page.before else 'no audit in this copy'}."
    for one in page.seals[-3:]:
        yield f"Seal: {one.kept_line}{', signed' if one.signed else ', not signed'}"
    if not page.seals:
        yield "Seal: none; recoup seal makes one."
    yield from page.compared
    papers = page.papers
    yield (
        f"Papers: {len(papers.intact):,} intact, {len(papers.changed):,} changed, {len(papers.not_here):,} not here, "
        f"{len(papers.no_hash):,} without a hash."
    )
    again = sum(one.same for one in page.letters)
    yield f"Letters: {len(page.letters):,} written by this program, {again:,} made again as they were."


def _dates(page: Page) -> Iterator[str]:
    if not page.moves:
        moved = any(one.stands for one in about(page.points, DATES))
        yield "No deadline moved by that." if moved else "No save moved a date."
    for one in page.moves[:SHOWN]:
        told = "" if one.told else ", which the save does not say"
        on = f"on {one.because}" if one.because else "no document named"
        went = f"{one.case} {one.deadline} {one.before} -> {one.after}"
        yield f"{_save(one.save)} {_at(one.at)} {one.by}: {went}, {on}{told}"
    if len(page.moves) > SHOWN:
        yield f"and {len(page.moves) - SHOWN:,} more: --format json has them all"


def _rules(page: Page) -> Iterator[str]:
    for program, count in page.programs:
        yield f"{_many(count, 'save')} by recoup {program}."
    if page.unnamed_program:
        name = "names" if page.unnamed_program == 1 else "name"
        yield f"{_many(page.unnamed_program, 'save')} that {name} no program: made by hand, or past the hooks."
    yield f"Rules in the ledger: {', '.join(page.rules) or 'none'}."


def _people(page: Page) -> Iterator[str]:
    yield from page.people
    signing = page.signing
    if signing.demanded:
        keys = f" against {signing.keys}" if signing.keys else ""
        ended = f"; {signing.ended:,} had one until a removal ended it" if signing.ended else ""
        yield f"Signatures: demanded of {_many(signing.demanded, 'save')}, {signing.good:,} hold{keys}{ended}."
    else:
        yield f"Signatures: none demanded; {_many(signing.signed, 'save')} bear one."


# rows


def _points(points: Sequence[Point]) -> Iterator[tuple[str, ...]]:
    standing = [one for one in points if one.stands]
    remarks = [one for one in points if not one.stands]
    for one in (*standing, *remarks[:SHOWN]):
        where = f"{_save(one.save)} {_at(one.at)} {one.by}: " if one.at is not None else ""
        if not one.stands:
            yield (f"{where}{one.finding.message}",)
            continue
        named = f"{one.finding.code} {slug_of(one.finding)}"
        rows = [f"{named}: {where}{one.finding.message}"]
        if one.finding.file:
            rows.append(f"in {one.finding.file}")
        rows.append(_put_back(one) if one.mended else one.finding.hint)
        yield tuple(row for row in rows if row)
    if len(remarks) > SHOWN:
        yield (f"and {len(remarks) - SHOWN:,} more remarks: --format json has them all",)


def _put_back(one: Point) -> str:
    when = f" {_at(one.mended_at)} {one.mended_by}" if one.mended_at is not None else ""
    return f"changed in {_save(one.save)}, put back in {_save(one.mended)}{when}"


def _point(one: Point) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "code": one.finding.code,
        "slug": slug_of(one.finding),
        "severity": severity_of(one.finding),
        "message": one.finding.message,
        "hint": one.finding.hint,
        "file": one.finding.file or None,
        "save": one.save or None,
        "at": one.at.isoformat() if one.at is not None else None,
        "by": one.by or None,
        "mended": one.mended or None,
        "mended_at": one.mended_at.isoformat() if one.mended_at is not None else None,
        "mended_by": one.mended_by or None,
    }


def _move(one: Move) -> dict[str, Any]:
    return {**one._asdict(), "at": one.at.isoformat()}


def _save(version: str) -> str:
    return version[:_VERSION]


def _at(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _laid(text: str, first: str, more: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=more, break_on_hyphens=False) or [""]
