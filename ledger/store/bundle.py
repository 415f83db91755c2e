"""A bundle of files as one archive: the same files give the same bytes, and it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ledger.store.private_file import digest_of, give_name
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

_PIECE = 1024 * 1024


class Member(NamedTuple):
    """One file of a bundle: its name there, and its bytes or where they lie."""

    name: str
    content: bytes | Path


def write_bundle(target: Path, members: Sequence[Member], dated_on: date) -> str:
    """Write an archive for its owner alone and return its SHA-256; every member bears the day of the bundle.

    Papers are copied piece by piece, so that a large record needs no memory. Raises Refused where ``target`` is there
    already or the disk does not take it; nothing half-written stays.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _write(temporary, members, dated_on)
        named = give_name(temporary, target)
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror})"
        raise Refused(message, "check that the folder is connected and has room") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    if not named:
        message = f"{target.name} is already there"
        raise Refused(message, "run the command again; nothing was overwritten")
    return digest_of(target)


def _write(temporary: Path, members: Sequence[Member], dated_on: date) -> None:
    descriptor = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as archive:
            for member in members:
                _add(archive, member, dated_on)
        stream.flush()
        os.fsync(stream.fileno())


def _add(archive: ZipFile, member: Member, dated_on: date) -> None:
    entry = ZipInfo(member.name, (dated_on.year, dated_on.month, dated_on.day, 12, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o600 << 16
    if isinstance(member.content, bytes):
        archive.writestr(entry, member.content)
        return
    with member.content.open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
        shutil.copyfileobj(source, sink, _PIECE)
