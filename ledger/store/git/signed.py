"""Signatures of saved changes, made with SSH keys and held against a list of keys that lies outside the ledger."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.arrival import Signature
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git.program import Program

_SECONDS = 600
_GOOD = "G"
_NONE = "N"


def signatures(git: Program, commits: Sequence[str], allowed_signers: Path) -> dict[str, Signature]:
    """How each change is signed. Only SSH keys count: for other signatures no program is started at all.

    Raises Refused where the list, or the program that reads SSH signatures, is not there.
    """
    program = shutil.which("ssh-keygen")
    if program is None or not Path(program).is_absolute() or git.root in Path(program).resolve().parents:
        raise Refused("ssh-keygen is not installed, and without it no signature can be read", "install OpenSSH")
    if not allowed_signers.is_file():
        raise Refused(f"there is no list of keys at {allowed_signers}", "write one line for each person: e-mail, key")
    if not commits:
        return {}
    settings = (
        f"gpg.ssh.allowedSignersFile={allowed_signers}",
        f"gpg.ssh.program={program}",
        "gpg.program=false",
        "gpg.openpgp.program=false",
        "gpg.x509.program=false",
        "gpg.minTrustLevel=undefined",
    )
    words = [part for setting in settings for part in ("-c", setting)]
    stdin = "".join(f"{commit}\n" for commit in commits).encode()
    out = git.run(
        *words,
        "log",
        "--no-walk=unsorted",
        "--no-show-signature",
        "-z",
        "--format=%H%x00%G?%x00%GS",
        "--stdin",
        stdin=stdin,
        seconds=_SECONDS,
    )
    fields = out.decode("utf-8", "replace").split("\0")
    return {
        commit: Signature(state != _NONE, state == _GOOD, tuple(filter(None, signers.strip().split(","))))
        for commit, state, signers in zip(fields[0::3], fields[1::3], fields[2::3], strict=False)
    }
