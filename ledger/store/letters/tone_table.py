"""The table of tone as it ships: ``ledger/rules/letters/tone.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ledger.core.letter.check.tone import Row, Table
from ledger.store.refusal import Refused
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

_FILE = "letters/tone.yaml"


@cache
def tone_table() -> Table:
    """The rows and what is clinical. Raises Refused where the shipped file cannot be read."""
    tree = tone_tree()
    clinical = tuple(_bordered(pattern) for pattern in tree["clinical"])
    return Table(tuple(_row(row) for row in tree["rows"]), clinical)


def tone_tree() -> dict[str, Any]:
    """The file as it was read, its examples included. Raises Refused where it cannot be read."""
    tree, findings = read((shipped("rules") / _FILE).read_bytes())
    if tree is None or findings:
        raise Refused(f"{_FILE}: cannot be read", "install the program again")
    return tree


def _row(row: dict[str, str]) -> Row:
    flags = re.NOFLAG if row.get("cased") else re.IGNORECASE
    pattern = re.compile(row["pattern"], flags) if row.get("raw") else _bordered(row["pattern"])
    unless = re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None
    cited, quoted = "cited" in row, "quoted" in row
    severity, instead = row["severity"], row["instead"]
    return Row(
        int(row["number"]), pattern, row["class"], severity, instead, unless, cited, row.get("not_in", ""), quoted
    )


def _bordered(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
