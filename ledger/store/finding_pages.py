"""The pages about findings that came with the tool: what each finds, why it matters, what to do."""

from __future__ import annotations

from ledger.core.codes import CODES
from ledger.store.shipped import shipped


def page_of(code: str) -> str:
    """The page of a code, as Markdown; its summary where the page is not here. Raises KeyError for an unknown code."""
    row = CODES[code]
    try:
        return (shipped("findings") / f"{code}-{row.slug}.md").read_text(encoding="utf-8")
    except OSError:
        return f"# {code} {row.slug}\n\n{row.summary}\n"
