"""The private folder: who the patients are, and the papers themselves. It lies outside the ledger, never in git."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.identity import Identities, Patient, identities_of
from ledger.core.identity_change import additions
from ledger.store.private_file import PrivateLock, copy_new, digest_of, write_private
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.core.finding import Finding
    from ledger.core.practice import Settings
    from ledger.core.proof import Document
    from ledger.store.git import Git

INTACT = "intact"
CHANGED = "changed"
NOT_HERE = "not_here"
NO_HASH = "no_hash"

IDENTITIES = "identities.yaml"
_FIRST_LINES = b"# Who the patients are. This file never enters the ledger.\nformat: 1\n\npatients:\n"
_LONGEST_NAME = 200  # bytes of one part of a path
_LARGEST_COUNTED = 100 * 1024 * 1024  # bytes; pages of larger files are not counted


class Kept(NamedTuple):
    """A paper in the private folder: its path there, its hash, its pages where they are certain.

    ``fresh`` is false where the same content already lay there.
    """

    file: str
    sha256: str
    pages: int | None
    fresh: bool


def private_folder(git: Git, settings: Settings) -> PrivateFolder:
    """Return the private folder of this copy of the ledger: as set up here, else as ledger.yaml says, else beside it.

    It may be absent on this computer.
    """
    answer = git.ask("config", "--get", "--path", "recoup.private")
    chosen = answer.out.decode("utf-8", "surrogateescape").strip() if answer.status == 0 else settings.private or ""
    path = git.root / chosen if chosen else git.root.parent / f"{git.root.name}-private"
    exposed = settings.frozen_on is None and _saved_with(git, path)
    return PrivateFolder(path, chosen=bool(chosen), exposed=exposed)


def _saved_with(git: Git, path: Path) -> bool:
    """Whether the ledger would save what lies in a folder: it is inside, and no ignore rule keeps it out."""
    resolved = path.resolve()
    if git.root == resolved:
        return True
    return git.root in resolved.parents and not git.ignored([f"{resolved.relative_to(git.root).as_posix()}/"])


class PrivateFolder:
    """One private folder. ``chosen``: somebody set its path; ``exposed``: the ledger would save what lies in it."""

    def __init__(self, path: Path, *, chosen: bool = False, exposed: bool = False) -> None:
        self.path = path
        self.chosen = chosen
        self.exposed = exposed

    @property
    def here(self) -> bool:
        """Whether the folder is on this computer now."""
        return self.path.is_dir()

    # who the patients are

    def identities(self) -> Identities:
        """Return the patients; nobody where the folder or the file is not here.

        Raises Refused where the file cannot be read: names that are not known cannot be guarded.
        """
        identities, findings = self.read_identities()
        wrong = next(iter(findings), None)
        if wrong is not None:
            message = f"{IDENTITIES}:{wrong.line}:{wrong.column}: {wrong.message}"
            raise Refused(message, f"mend the line in {self.path}; until then names cannot be told from other words")
        return identities

    def read_identities(self) -> tuple[Identities, list[Finding]]:
        """Return the patients that can be read, and all that is wrong in the file."""
        data = self._identities_file()
        return _identities(data) if data is not None else (Identities(), [])

    def add_patients(self, patients: Iterable[Patient], *, dry_run: bool = False) -> tuple[int, list[Finding]]:
        """Add patients and facts that are not known yet, all or none; return how many fields or entries were written.

        Findings mean that nothing was written: two names for one key, or a new key without a name. A dry run only
        finds. Raises Refused where the file cannot be read or written.
        """
        if dry_run:
            edits, findings = additions(self.identities(), patients)
            return len(edits), findings
        from ledger.store.schema import key_order
        from ledger.store.yaml.splice import splice

        self._ready()
        with PrivateLock(self.path / f"{IDENTITIES}.lock"):
            edits, findings = additions(self.identities(), patients)
            if findings or not edits:
                return 0, findings
            before = self._identities_file()
            text = splice((before or _FIRST_LINES).decode("utf-8"), edits, key_order("identities"))
            _, findings = _identities(text.encode())
            if not findings:
                write_private(self.path / IDENTITIES, text.encode(), before)
        return len(edits), findings

    def _identities_file(self) -> bytes | None:
        try:
            return self.inside(IDENTITIES).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"{self.path / IDENTITIES} cannot be read ({error.strerror})"
            raise Refused(message, "check that the folder is connected and that you may read it") from None

    # papers

    def keep_document(self, case_id: str, source: Path, name: str, *, dry_run: bool = False) -> Kept:
        """Copy a paper to ``CASE/name.ending``, whole or not at all, and return what the case records of it.

        Nothing there is ever overwritten: the same content is used again, another paper of that name gets a number. A
        dry run copies nothing. Raises Refused where the file cannot be read or the folder cannot be written.
        """
        if not dry_run:
            self._ready()
        digest, data = _read(source)
        folder = self.inside(case_id)
        ending = _ending(source)
        for number in range(1, 1000):
            file = f"{case_id}/{name}{f'-{number}' if number > 1 else ''}{ending}"
            target = self.inside(file)
            if target.exists():
                if digest_of(target) == digest:
                    return Kept(file, digest, _pages(data), fresh=False)
                continue
            if dry_run or copy_new(source, folder, target, digest):
                return Kept(file, digest, _pages(data), fresh=True)
        message = f"{folder} holds a thousand papers called {name}"
        raise Refused(message, "give the document another name")

    def digest_of(self, document: Document) -> str | None:
        """Return the hash of a paper as it lies here now; None where it is not here."""
        try:
            return digest_of(self.inside(document.file))
        except (Refused, OSError):
            return None

    def state_of(self, document: Document) -> str:
        """Return whether a paper is intact, changed, not here, or has no hash to be held against."""
        digest = self.digest_of(document)
        if digest is None:
            return NOT_HERE
        if document.sha256 is None:
            return NO_HASH
        return INTACT if digest == document.sha256 else CHANGED

    def inside(self, file: str) -> Path:
        """Return the path of a file below the folder.

        Raises Refused for a path that leaves it, by ``..``, by an absolute path, by a link or by another system's
        separators.
        """
        parts = PurePosixPath(file).parts
        if not parts or file.startswith("/") or any(not _plain(part) for part in parts):
            message = f"{file!r} is no path below the private folder"
            raise Refused(message, "write it as RC-2026-7K4QXM/demand.pdf")
        path = self.path.joinpath(*parts)
        base = self.path.resolve()
        if base not in path.resolve().parents:
            message = f"{file!r} leads out of the private folder"
            raise Refused(message, "put the file itself there, not a link")
        return path

    def _ready(self) -> None:
        """Make the folder beside the ledger where nobody chose one; never one that somebody did choose."""
        if self.exposed:
            message = f"the private folder {self.path} lies inside the ledger and would be saved with it"
            raise Refused(message, "recoup setup --private PATH chooses a folder outside")
        if not self.here and self.chosen:
            message = f"the private folder {self.path} is not here"
            raise Refused(message, "connect the office's share, or recoup setup --private PATH")
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            message = f"the private folder {self.path} cannot be made ({error.strerror})"
            raise Refused(message, "recoup setup --private PATH chooses another") from None


def _identities(data: bytes) -> tuple[Identities, list[Finding]]:
    from ledger.core.codes import CODES
    from ledger.core.finding import ERROR
    from ledger.store.schema import check_shape
    from ledger.store.yaml.positions import place
    from ledger.store.yaml.reader import read

    tree, findings = read(data)
    identities = Identities()
    if tree is not None:
        findings = [*findings, *check_shape("identities", tree)]
        identities, more = identities_of(tree)
        findings += [] if findings else more
    placed = place(findings, data.decode("utf-8", "replace"), IDENTITIES)
    return identities, [finding for finding in placed if (finding.severity or CODES[finding.code].severity) == ERROR]


def _read(source: Path) -> tuple[str, bytes]:
    """Return a paper's hash, and its bytes where they are few enough to count its pages."""
    try:
        if not source.is_file():
            message = f"{source} is not a file"
            raise Refused(message, "name the scan or download itself")
        data = source.read_bytes() if source.stat().st_size <= _LARGEST_COUNTED else b""
        return digest_of(source), data
    except OSError as error:
        message = f"{source} cannot be read ({error.strerror})"
        raise Refused(message, "check the name and that the file is on this computer") from None


def _pages(data: bytes) -> int | None:
    from ledger.core.pages import count_pages

    return count_pages(data)


def _ending(source: Path) -> str:
    ending = source.suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""  # noqa: PLR2004


def _plain(part: str) -> bool:
    """Whether one part of a path means the same on every system and stays where it is."""
    return (
        part not in (".", "..")
        and not any(letter in '\\:*?"<>|' or ord(letter) < ord(" ") or letter == "\x7f" for letter in part)
        and len(os.fsencode(part)) <= _LONGEST_NAME
    )
