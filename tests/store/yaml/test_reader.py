"""Reading: any bytes give a document or findings; what two readers could read differently is refused."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ledger.store.yaml import examination
from ledger.store.yaml.reader import Tree, read, salvaged

EXAMPLES = Path(__file__).parents[2] / "examples"
WHOLE = sorted((EXAMPLES / "whole").glob("*.yaml"))

_PIECES = st.sampled_from(
    [
        *("a: ", "b:\n", "- ", "  ", "\n", "\t", "'", '"', "{", "}", "[", "]", ", ", ": ", "#", " #x", "|", ">", "|+"),
        *("&a", "*a", "!!str", "<<: ", "? ", "---\n", "...\n", "%YAML 1.2\n", "\\", "\\u", "\ud83d", "\ufeff", "\r"),
        *("\0", "é"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300)
    | st.lists(_PIECES, max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
)
def test_any_bytes_give_a_document_or_findings(data: bytes) -> None:
    tree, findings = read(data)
    assert (tree is None) == any(finding.code != "LED113" for finding in findings)
    assert all(finding.line >= 1 and finding.column >= 1 and finding.message and finding.hint for finding in findings)
    assert salvaged(data)[1] == findings


_KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
_TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=30)
_TREES: st.SearchStrategy[Any] = st.recursive(
    _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=4))
def test_what_was_written_as_json_is_read_as_it_was(tree: dict[str, Tree]) -> None:
    assert read(json.dumps(tree, ensure_ascii=False).encode()) == (tree, [])


def _by_ruamel(data: bytes) -> Tree | None:
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    def plain(node: Any) -> Tree:  # noqa: ANN401 - ruamel's nodes are untyped
        if isinstance(node, ScalarNode):
            # ruamel marks the folds of a > text with a bell, to write them again.
            return node.value.replace("\a", "") or ("" if node.style in {"'", '"', "|", ">"} else None)
        if isinstance(node, SequenceNode):
            return [plain(item) for item in node.value]
        assert isinstance(node, MappingNode)
        return {str(plain(key)): plain(value) for key, value in node.value}

    try:
        return plain(YAML(typ="rt", pure=True).compose(data.decode("utf-8")))
    except (YAMLError, UnicodeDecodeError, NotImplementedError, AssertionError, ValueError):
        return None


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_ruamel_reads_whole_files_alike(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none of them pays for a second look."""
    monkeypatch.delattr(examination, "examined")
    tree, findings = read(file.read_bytes())
    assert findings == []
    assert tree == _by_ruamel(file.read_bytes())


def test_damaged_files_are_refused_or_read_as_ruamel_reads_them() -> None:
    chance = random.Random(20260309)  # noqa: S311 - a fixed seed: the same files every time
    taken = 0
    for file in WHOLE:
        whole = file.read_bytes()
        for _ in range(25):
            damaged = _damaged(whole, chance)
            tree, _ = read(damaged)
            if tree is not None:
                taken += 1
                assert tree == _by_ruamel(damaged), damaged
    assert taken > 50


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    until = min(len(whole), at + chance.randrange(1, 20))
    kind = chance.randrange(4)
    if kind == 0:
        return whole[:at] + whole[until:]
    if kind == 1:
        return whole[:at] + whole[at:until] * 2 + whole[until:]
    stray = chance.choice(
        [b":", b"#", b'"', b"'", b"-", b" ", b"\n", b"[", b"{", b"\t", b"&", b"*", b"!", b"\\", b", ", b"\r\n", b"|"]
    )
    return whole[:at] + stray + whole[at if kind == 2 else at + 1 :]
