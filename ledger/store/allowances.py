"""``phi-allow.yaml``: what looks like personal data and is none, let through with a reason and a person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.privacy import Allowance, Allowances
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

FILE = "phi-allow.yaml"
_FIELDS = ("digest", "path", "reason", "person")


def allowances(root: Path) -> Allowances:
    """What a ledger lets through; nothing where it has no such file.

    Raises Refused where the file is not in its form: a list of ``{digest, path, reason, person}`` under ``allow:``, and
    a ``salt:`` of any sixteen letters.
    """
    path = root / FILE
    return allowances_in(path.read_bytes() if path.is_file() and not path.is_symlink() else None)


def allowances_in(data: bytes | None) -> Allowances:
    """What the bytes of such a file let through; None for no file. Raises Refused as ``allowances`` does."""
    from ledger.store.yaml.reader import read

    if data is None:
        return Allowances()
    tree, findings = read(data)
    if tree is None:
        raise _refused(f"{FILE}:{findings[0].line}:{findings[0].column}: {findings[0].message}")
    salt, entries = tree.get("salt"), tree.get("allow") or []
    if not isinstance(salt, str) or len(salt) < 16 or not isinstance(entries, list):  # noqa: PLR2004 - long enough
        raise _refused(f"{FILE}: salt: is missing or shorter than sixteen letters, or allow: is no list")
    return Allowances(salt, tuple(_allowance(entry) for entry in entries))


def _allowance(entry: Any) -> Allowance:  # noqa: ANN401 - a tree of any shape
    fields = entry if isinstance(entry, dict) else {}
    words = [word for name in _FIELDS if isinstance(word := fields.get(name), str) and word.strip()]
    if len(words) != len(_FIELDS) or len(fields) != len(_FIELDS):
        raise _refused(f"{FILE}: an entry needs {', '.join(_FIELDS)}, and nothing else")
    return Allowance(*words)


def _refused(message: str) -> Refused:
    return Refused(message, "mend the file; until then it lets nothing through")
