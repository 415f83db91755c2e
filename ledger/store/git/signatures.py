"""What git says of the signatures of saves, each asked for once: the answers are kept in git's own folder."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.audit.signatures import NONE, Verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.store.git.program import Program

_AT_ONCE = 200
_SECONDS_EACH = 2.0
_FORMAT = "--format=%H%x00%G?%x00%GS%x00%GF%x00"
KEPT_IN = "signatures"


def verified(git: Program, versions: Sequence[str], allowed: Path, kept: str) -> dict[str, Verified]:
    """What git found of each save, with the list of keys at ``allowed``; ``kept`` is what earlier answers were kept as.

    An answer holds for one list: with another list all are asked again.
    """
    known = known_answers(kept, list_name(allowed))
    wanted = [version for version in versions if version not in known]
    settings = ("-c", f"gpg.ssh.allowedSignersFile={allowed}", *_program(git.root))
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        out = git.run(
            *settings,
            "log",
            "--no-walk=unsorted",
            "--no-color",
            _FORMAT,
            "--stdin",
            stdin="".join(f"{version}\n" for version in some).encode(),
            seconds=60 + _SECONDS_EACH * len(some),
        )
        fields = [field.strip("\n") for field in out.decode("utf-8", "replace").split("\0")]
        for version, status, principal, key in zip(fields[::4], fields[1::4], fields[2::4], fields[3::4], strict=False):
            known[version] = Verified(status or NONE, principal, key)
    return {version: known.get(version, Verified("E")) for version in versions}


def list_name(allowed: Path) -> str:
    """The hash of a list of keys."""
    return sha256(allowed.read_bytes()).hexdigest()


def as_kept(found: Iterable[tuple[str, Verified]], list_hash: str) -> str:
    """The answers as they are kept: the list's hash, then a line for each save."""
    lines = (f"{version}\t{one.status}\t{one.principal}\t{one.key}" for version, one in found)
    return "\n".join([list_hash, *lines]) + "\n"


def known_answers(kept: str, list_hash: str) -> dict[str, Verified]:
    """The answers that were kept for the same list of keys."""
    first, *lines = kept.splitlines() or [""]
    if first != list_hash:
        return {}
    rows = (line.split("\t") for line in lines)
    return {row[0]: Verified(*row[1:]) for row in rows if len(row) == 1 + len(Verified._fields)}


def _program(root: Path) -> tuple[str, ...]:
    """Let git use the ssh-keygen of this computer and no other: a copied repository may name a program of its own."""
    found = shutil.which("ssh-keygen", path=os.environ.get("PATH", os.defpath))
    if found is None or not Path(found).is_absolute() or root in Path(found).resolve().parents:
        return ()
    return "-c", f"gpg.ssh.program={found}"
