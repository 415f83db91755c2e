"""Seals: annotated tags below ``seal/`` that are made once and never moved."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ledger.core.audit.seal import FOLDER, Sealed
from ledger.store.git.blobs import entries_at
from ledger.store.git.program import GitFailed, failed
from ledger.store.git.walk import contents

if TYPE_CHECKING:
    from ledger.store.git.program import Answer, Program

_REFS = f"refs/tags/{FOLDER}"
_FIELDS = (
    "%(refname:strip=2)",
    "%(objectname)",
    "%(*objectname)",
    "%(contents:subject)%0a%0a%(contents:body)",
    "%(contents:signature)",
)
_REPOSITORY = "160000"


def seals_of(git: Program) -> list[Sealed]:
    """Every seal of this copy, in the order of their making; a name below ``seal/`` that is no seal has no text."""
    out = git.run("for-each-ref", f"--format={'%00'.join(_FIELDS)}%00", _REFS)
    fields = out.decode("utf-8", "replace").split("\0")
    found = []
    for at in range(0, len(fields) - len(_FIELDS), len(_FIELDS)):
        name, tag, save, text, signature = (field.strip("\n") for field in fields[at : at + len(_FIELDS)])
        found.append(Sealed(name, tag, save, text + "\n", bool(signature)) if save else Sealed(name, tag, tag, ""))
    return sorted(found, key=lambda one: one.order)


def make_seal(git: Program, name: str, text: str) -> Sealed:
    """Seal the last saved state under a new name, signed where this computer has a key to sign with.

    Raises GitFailed where the name is taken or the seal cannot be made.
    """
    words = ("-F", "-", "--cleanup=verbatim", "--", name, "HEAD")
    key = git.ask("config", "--get", "--", "user.signingkey")
    answer = _tag(git, text, "--sign", *words) if not key.status else None
    if answer is None or answer.status:
        answer = _tag(git, text, "--annotate", "--no-sign", *words)
    if answer.status:
        raise failed("tag", answer)
    made = next((seal for seal in seals_of(git) if seal.name == name), None)
    if made is None:
        message = f"{name} was made and is not there"
        raise GitFailed(message)
    return made


def _tag(git: Program, text: str, *words: str) -> Answer:
    return git.ask("tag", *words, stdin=text.encode(), writes=True)


def file_hashes(git: Program, save: str) -> dict[str, str]:
    """The SHA-256 of every file of a saved state, by its path; a link's is that of the path it names."""
    entries = [entry for entry in entries_at(git, save) if entry.mode != _REPOSITORY]
    found = {}
    for entry, data in zip(entries, contents(git, [entry.blob for entry in entries]), strict=True):
        if data is None:
            message = f"{entry.path} of {save[:10]} cannot be read"
            raise GitFailed(message)
        found[entry.path] = sha256(data).hexdigest()
    return found
