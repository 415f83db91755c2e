"""What a ledger holds for people's editors: copies of the schemas, and the settings that name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.store.new_ledger import KINDS
from ledger.store.saving import Write
from ledger.store.schema import schema_text
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = (".vscode", "settings.json")
_SCHEMAS = "yaml.schemas"


def outdated(root: Path) -> list[str]:
    """The copies that are missing or differ from the schema that decides."""
    return [write.path for write in renewed(root)]


def renewed(root: Path) -> list[Write]:
    """The writes that bring the copies up to date. Raises OSError where one cannot be read."""
    found = []
    for kind in KINDS:
        path = root / "schema" / f"{kind}.schema.json"
        before = path.read_bytes() if path.exists() else None
        if before is None or before.replace(b"\r\n", b"\n") != schema_text(kind):
            found.append(Write(f"schema/{path.name}", before, schema_text(kind)))
    return found


def lines_missing(root: Path) -> list[str]:
    """The schemas that the editor's settings do not name; none where the settings are not plain JSON."""
    wanted = json.loads((shipped("templates") / "ledger" / "dot-vscode" / "settings.json").read_text(encoding="utf-8"))
    try:
        found = json.loads(root.joinpath(*_SETTINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        found = {}
    except (OSError, ValueError):  # editors allow comments in it
        return []
    named = found.get(_SCHEMAS) if isinstance(found, dict) else None
    return [schema for schema in wanted[_SCHEMAS] if not isinstance(named, dict) or schema not in named]
