"""The sample ledger that comes with the tool: its files, the person at work there, and its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.store.saving import Write
from ledger.store.schema import schema_text
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

PERSON = ("Jordan Lee", "jlee@bluestem.example")
"""Name and e-mail of the billing manager, who is among ``people:`` of the sample."""
BEGUN = "2026-03-09T13:30:00Z"
NOW = "2026-03-09T16:40:00Z"
"""Two instants of the day on which the sample is frozen: when it was laid out, and when people work in it."""
FOLDERS = ("cases", "payers", "rules")
_KINDS = ("case", "payer", "ledger", "regime")


def sample_files() -> list[Write]:
    """Every file of the sample, by its path from the root."""
    source = shipped("sample")
    found = [Write("ledger.yaml", None, (source / "ledger.yaml").read_bytes())]
    for folder in FOLDERS:
        paths = sorted((source / folder).rglob("*.yaml"))
        found += [Write(path.relative_to(source).as_posix(), None, path.read_bytes()) for path in paths]
    return [*found, *(Write(f"schema/{kind}.schema.json", None, schema_text(kind)) for kind in _KINDS)]


def patient_keys(root: Path) -> list[str]:
    """The patient keys that the cases of a ledger name, each once."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((root / "cases").rglob("*.yaml")))
    return sorted({key for text in texts for key in re.findall(r"\bP-\d{4}\b", text)})
