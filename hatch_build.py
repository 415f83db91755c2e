"""What lies beside the package in the source travels inside it in a wheel; an editable install reads the source."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# ledger/store/shipped.py finds both places.
_BESIDE = {
    "schema": "ledger/shipped/schema",
    "templates": "ledger/shipped/templates",
    "docs/findings": "ledger/shipped/findings",
    "cases": "ledger/shipped/sample/cases",
    "payers": "ledger/shipped/sample/payers",
    "rules": "ledger/shipped/sample/rules",
    "ledger.yaml": "ledger/shipped/sample/ledger.yaml",
}


class CustomBuildHook(BuildHookInterface[Any]):
    """Copies the folders that ``_BESIDE`` names, unless the install is editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to the wheel; hatchling fails where one is missing."""
        if version != "editable":
            build_data["force_include"].update(_BESIDE)
