"""Where the files that come with the tool lie: beside the package in the source, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent
SOURCE = PACKAGE.parent
WITHIN = PACKAGE / "shipped"


def shipped(what: str) -> Path:
    """The folder of ``schema``, ``templates``, ``rules``, ``findings`` or the ``sample`` that came with this tool.

    Rules are part of the package in every installation. The sample is the ledger at the root of the source: in a wheel
    the folder holds its ``ledger.yaml``, ``cases``, ``payers`` and ``rules`` and nothing else.
    """
    if what == "rules":
        return PACKAGE / "rules"
    inside = WITHIN / what
    if inside.is_dir():
        return inside
    return {"sample": SOURCE, "findings": SOURCE / "docs" / "findings"}.get(what, SOURCE / what)
