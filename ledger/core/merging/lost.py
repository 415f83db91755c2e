"""Whether a merge kept everything: looked up in the result, not taken for granted."""

from __future__ import annotations

from ledger.core.edited import Tree
from ledger.core.finding import Finding
from ledger.core.growing import breaches


def lost(base: Tree, ours: Tree, theirs: Tree, result: Tree) -> list[Finding]:
    """Find the entries of the three versions that the result lacks or has otherwise.

    Where a side had changed saved entries itself, as many of its entries may differ: the saved text stands for them.
    """
    found = breaches(base, result)
    for side in (ours, theirs):
        own = breaches(side, result)
        found += own[len(breaches(base, side)) :]
    return found
