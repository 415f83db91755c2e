"""What git starts to join two versions of one file of the ledger; the result replaces the file that git names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.refusal import LedgerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.store.merging import Judge, Merged, Names

_WORDS = 4


def merge_driver(session: Session, words: Sequence[str]) -> int:
    """Join the versions that git lays out (base, ours, theirs, and the path from the root); 0 where all is clear.

    Ours is replaced by the result, markers and all. Git takes any other answer for a conflict and says so.
    """
    if len(words) != _WORDS:
        raise UsageError("hook merge-driver takes the four words that git gives it: %O %A %B %P", "recoup setup")
    from ledger.commands.joining import names_of
    from ledger.store.merging import Deciding, merge_files
    from ledger.store.putting_back import earlier_of

    base, ours, theirs = (Path(word).read_bytes() for word in words[:3])
    file = words[3]
    deciding = Deciding(judge=_judge(session, file), earlier=lambda: earlier_of(session.git, file, base, ["HEAD"]))
    merged = merge_files(base, ours, theirs, names_of("", "", file), deciding)
    if merged.conflicts or merged.findings:  # only now it is worth asking who wrote what
        merged = merge_files(base, ours, theirs, _authors(session, (base, ours, theirs), file), deciding)
    Path(words[1]).write_bytes(merged.data)
    _say(session, merged, file)
    return int(bool(merged.conflicts or merged.findings))


def _judge(session: Session, file: str) -> Judge | None:
    from ledger.commands.joining import judge_of

    try:
        return judge_of(session.library, file)
    except LedgerError:
        return None


def _authors(session: Session, versions: Sequence[bytes], file: str) -> Names:
    from ledger.commands.joining import authors, names_of

    try:
        base, ours, theirs = (session.git.stored_name(file, data) for data in versions)
        return authors(session.git, ours, theirs, file, base)
    except LedgerError:
        return names_of("", "", file)


def _say(session: Session, merged: Merged, file: str) -> None:
    from ledger.core.names import id_of

    called = id_of(file) if file.startswith("cases/") else file
    for conflict in merged.conflicts:
        session.note(f"{called}: {conflict.sentence}")
    session.report(merged.findings)
    if merged.conflicts or merged.findings:
        session.note(f"Nothing is lost. Next: recoup resolve {called if file.startswith('cases/') else ''}".rstrip())
