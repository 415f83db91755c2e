"""One command's view of the ledger: where, who, when, what to read, how to save and how to speak."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ledger import __version__
from ledger.core.finding import ERROR
from ledger.core.names import TAG_LENGTH, id_of, ids_meant
from ledger.report.clean import clean
from ledger.store.refusal import Refused, UsageError
from ledger.store.root import find_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    import typer

    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.edit import Change
    from ledger.core.finding import Finding
    from ledger.core.practice import Person, Settings
    from ledger.core.privacy import Identities
    from ledger.store.clock import Clock
    from ledger.store.git import Git
    from ledger.store.library import Library, Loaded
    from ledger.store.private import PrivateFolder
    from ledger.store.saving import Write

SCHEMA_VERSION = 1
FORMATS = ("text", "json", "csv", "markdown", "github", "sarif", "ics")


class Asked:
    """The options that every command takes, as typed."""

    def __init__(self) -> None:
        self.ledger = ""
        self.today = ""
        self.format = ""
        self.quiet = False
        self.dry_run = False
        self.no_commit = False
        self.session: Session | None = None

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - typer hands over what it parsed
        """Keep one option; called by the command line for each."""
        setattr(self, name, value)


def session_of(ctx: typer.Context) -> Session:
    """The session of this command line, made on first use."""
    asked = ctx.ensure_object(Asked)
    if asked.session is None:
        asked.session = Session(asked)
    return asked.session


class Session:
    """What a command may ask for. Nothing is read before it is needed."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.format = _known_format(asked.format or "text")
        self.quiet = asked.quiet
        self.dry_run = asked.dry_run
        self.commit = not asked.no_commit
        self.index: str | None = None  # hooks are told by git which index holds what is about to be saved

    # where, who, when

    @cached_property
    def root(self) -> Path:
        """The ledger's folder. Raises UsageError where there is none."""
        return find_root(Path(self.asked.ledger) if self.asked.ledger else Path.cwd())

    @cached_property
    def library(self) -> Library:
        """The files of the ledger."""
        from ledger.store.library import Library

        return Library(self.root)

    @property
    def settings(self) -> Settings:
        """What ``ledger.yaml`` says."""
        return self.library.settings

    @cached_property
    def git(self) -> Git:
        """The one door to git, for this ledger."""
        from ledger.store.git import Git

        return Git(self.root, index=self.index, dated=self._sample_instant)

    def _sample_instant(self) -> datetime | None:
        """In a sample, the instant on its own day, so that a save is no later than what it saves; else None.

        A save never comes before those it builds on: where one was made by the real clock, with git's own commands,
        the real clock goes on.
        """
        try:
            now = self.now if self.settings.frozen_on is not None else None
        except (Refused, UsageError):  # a ledger.yaml that cannot be read is mended by a save, too
            return None
        newest = self.git.ask("log", "--all", "-1", "--format=%ct").out.strip() if now is not None else b""
        return None if now is not None and newest and int(newest) > now.timestamp() else now

    @cached_property
    def clock(self) -> Clock:
        """Today, now and chance."""
        from ledger.store.clock import clock_of

        today = self.day(self.asked.today, "--today") if self.asked.today else None
        return clock_of(self.settings.time_zone, self.settings.frozen_on, today)

    @property
    def today(self) -> date:
        """The day that dates are shown for."""
        return self.clock.today

    @property
    def now(self) -> datetime:
        """The instant, in UTC; no option reaches it."""
        return self.clock.now

    @cached_property
    def person(self) -> Person | None:
        """Who is working: the one in ``people:`` with this computer's e-mail."""
        identity = self.git.identity()
        email = identity.email.casefold() if identity is not None else ""
        return next((one for one in self.settings.people if (one.email or "").casefold() == email), None)

    @property
    def handle(self) -> str:
        """The name that ends up in ``recorded``: the person's id, or the front part of the e-mail.

        Raises Refused where this computer has no name and e-mail set.
        """
        if self.person is not None:
            return self.person.id
        identity = self.git.identity()
        if identity is None:
            message = "this computer does not know who you are"
            raise Refused(message, "recoup setup asks for your name and e-mail")
        return identity.email.partition("@")[0].casefold().replace(".", "-").replace("+", "-") or "unknown"

    def tag(self) -> str:
        """Four random letters that name an entry for good."""
        return self.clock.letters(TAG_LENGTH)

    def stamp(self) -> str:
        """The end of a new entry: ``2026-03-09T16:22:07Z jlee K7Q2``."""
        return f"{self.now:%Y-%m-%dT%H:%M:%SZ} {self.handle} {self.tag()}"

    # reading

    @cached_property
    def private(self) -> PrivateFolder:
        """The folder of names and documents, which may be absent on this computer."""
        from ledger.store.private import private_folder

        return private_folder(self.git, self.settings)

    @cached_property
    def identities(self) -> Identities:
        """Who the patients are; empty where the private folder is not here."""
        return self.private.identities()

    def open_case(self, name: str) -> Loaded:
        """The case that ``name`` means: an id, a prefix of its random part, an alias, a reference or a path.

        Raises UsageError where no case, or more than one, has that name.
        """
        if (self.root / ".git" / "recoup" / "journal.json").exists():
            from ledger.commands.recording import finish_interrupted

            finish_interrupted(self)
        files = self.files_named(name)
        if not files:
            message = f"no case is called {name!r}"
            raise UsageError(message, "recoup list shows them all")
        if len(files) > 1:
            message = f"{name!r} can mean {listed([id_of(file) for file in files])}"
            raise UsageError(message, "type the id of the one you mean")
        return self.library.load_case(files[0])

    def files_named(self, name: str) -> list[str]:
        """The files of all cases that ``name`` can mean."""
        files = self.library.case_files()
        asked = Path(name)
        if name.endswith(".yaml"):
            here = asked if asked.is_absolute() else Path.cwd() / asked
            return [file for file in files if file == asked.as_posix() or self.root / file == here]
        by_id = {id_of(file): file for file in files}
        meant = ids_meant(name, by_id)
        if meant:
            return [by_id[case_id] for case_id in meant]
        return [file for file in files if self._goes_by(file, name)]

    def _goes_by(self, file: str, name: str) -> bool:
        """Whether a case's reference or an alias is ``name``; files without that text are not read any further."""
        data = self.library.bytes_of(file)
        if name.encode() not in data:
            return False
        from ledger.store.library import load_case

        return goes_by(load_case(data, file), name)

    def usable(self, opened: Loaded) -> Case:
        """The case of a file that was opened.

        Raises Refused, after naming all that is wrong, where the file cannot be used.
        """
        if opened.case is None or opened.broken:
            self.report(opened.findings)
            message = f"{opened.file} has mistakes; nothing was changed"
            raise Refused(message, f"mend the lines named above: recoup edit {id_of(opened.file)}")
        return opened.case

    def cases(self) -> list[Case]:
        """Every case that can be read; the ones that cannot are named on the error stream."""
        from ledger.report.progress import shown

        found = []
        for loaded in shown(self.library.cases(), len(self.library.case_files()), "reading the cases"):
            if loaded.case is None:
                self.note(f"{loaded.file}: cannot be read as a case; recoup check says why")
            else:
                found.append(loaded.case)
        return found

    def deadlines(self, case: Case) -> tuple[Deadline, ...]:
        """All deadlines of a case, as of today."""
        from ledger.core.reckoning import deadlines_for

        return deadlines_for(case, self.library.law, self.today)

    # typed words

    def day(self, text: str, option: str) -> date:
        """The day that was typed for an option. Raises UsageError where it names none."""
        from ledger.core.day import NotADay, parse_day

        try:
            return parse_day(text)
        except NotADay as error:
            message = f"{option}: {error}"
            raise UsageError(message) from None

    def day_not_ahead(self, text: str, option: str) -> date:
        """As ``day``, for something that has happened: a day that has not come is refused."""
        day = self.day(text, option)
        if day > self.today:
            from ledger.core.day import in_words

            message = f"{option}: {in_words(day)} has not come yet (today is {in_words(self.today)})"
            raise UsageError(message, "write the day it happened")
        return day

    def dollars(self, text: str, option: str) -> Decimal:
        """The amount that was typed for an option. Raises UsageError where it is none."""
        from ledger.core.amount import NotAnAmount, parse_amount

        try:
            return parse_amount(text)
        except NotAnAmount as error:
            message = f"{option}: {error}"
            raise UsageError(message) from None

    # saving

    def record(self, opened: Loaded, change: Change, document: str = "", *, more: bool = False) -> Loaded:
        """Put a change into a case file, check it, save it and say so; returns the file as it is now.

        ``more``: the command has more to say, and closes with the disclaimer itself.

        Raises Refused, with nothing changed, where the file has mistakes or the change would bring some.
        """
        from ledger.commands.recording import record

        return record(self, opened, change, document, more=more)

    def keep(self, writes: Sequence[Write], message: str) -> None:
        """Save files that a command made, all or none; ``--dry-run`` only shows them, ``--no-commit`` only writes."""
        from ledger.commands.recording import keep

        keep(self, writes, message)

    @property
    def version(self) -> str:
        """What a save says of the program that made it."""
        return __version__

    # speaking

    def say(self, line: str = "") -> None:
        """Print one line of the result."""
        sys.stdout.write(f"{clean(line)}\n")

    def confirm(self, line: str) -> None:
        """Print a line that ``--quiet`` leaves out."""
        if not self.quiet:
            self.say(line)

    def note(self, line: str) -> None:
        """Print one line beside the result."""
        sys.stderr.write(f"{clean(line)}\n")

    def json(self, kind: str, data: dict[str, Any]) -> None:
        """Print the result for a program; amounts and days inside are text."""
        import json

        self.say(json.dumps({"schema_version": SCHEMA_VERSION, "kind": kind, **data}, indent=2, ensure_ascii=False))

    def report(self, findings: Iterable[Finding]) -> None:
        """Print findings beside the result, each with its place and what to do."""
        from ledger.report.findings.text import as_text

        sys.stderr.write(as_text(sorted(findings, key=lambda one: (one.file, one.line, one.column))))

    def finish(self, findings: Iterable[Finding]) -> None:
        """Print what is wrong, if anything, and leave with 1 where it is an error."""
        found = list(findings)
        self.report(found)
        from ledger.core.severity import severity_of

        if any(severity_of(finding) == ERROR for finding in found):
            self.leave(1)

    def leave(self, code: int) -> NoReturn:
        """End the command with an exit code."""
        raise SystemExit(code)


def goes_by(loaded: Loaded, name: str) -> bool:
    """Whether a number of the payer's, or an alias, of the case that was read is ``name``."""
    case = loaded.case
    if case is None:
        return False
    return name in (case.demand.reference, *case.demand.aliases, *(notice.reference for notice in case.notices))


def _known_format(name: str) -> str:
    """The name itself. Raises UsageError for a form of output that no command has."""
    if name not in FORMATS:
        raise UsageError(f"--format takes {', '.join(FORMATS)}, not {name!r}", "most commands know the first two")
    return name


def listed(names: Sequence[str]) -> str:
    """Some names in one line: the first few, and how many more there are."""
    most = 5
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
