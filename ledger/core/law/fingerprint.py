"""The fingerprint of a rule file: what its rules say, apart from who confirmed them and where they came from."""

from __future__ import annotations

from typing import Any

APART = ("as_shipped", "confirmed")
"""Keys that say something about the rules and are no part of them."""
_LENGTH = 16


def fingerprint(tree: Any) -> str:  # noqa: ANN401 - any tree may come from a file
    """Sixteen characters that change with any value of the rules.

    Comments, the order of keys and empty values are no part of what rules say, nor are the keys of ``APART``.
    """
    import json
    from hashlib import sha256

    rules = {key: value for key, value in tree.items() if key not in APART} if isinstance(tree, dict) else tree
    text = json.dumps(_said(rules), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def _said(value: Any) -> Any:  # noqa: ANN401
    """The value without what is empty: an empty value means absent."""
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    return value
