"""Writing keeps bytes: for any file an edit changes only its own lines, and reads back as intended."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from ledger.core.edit import AppendEntry, Edit, Flow, SetField, Value
from ledger.core.edited import edited, value_at
from ledger.store.yaml.positions import positions
from ledger.store.yaml.reader import Tree, read
from ledger.store.yaml.splice import CannotSplice, splice
from tests.depth import often
from tests.store.yaml.odd_layout import OddLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.finding import Path as Place

WHOLE = sorted((Path(__file__).parents[2] / "examples" / "whole").glob("RC-*.yaml"))

_ORDER = {
    "": [
        *(
            "id",
            "title",
            "payer",
            "owner",
            "closed",
            "demand",
            "notices",
            "claims",
            "documents",
            "decisions",
            "appeals",
        ),
        *("extensions", "passed", "money", "communications"),
    ],
    "demand": ["reference", "aliases", "dated_on", "received_on", "answer_by", "amount", "reason", "stated"],
    "claims": ["number", "patient", "paid_on", "lines"],
    "lines": ["line", "served_on", "procedure", "paid", "demanded"],
    "appeals": ["level", "sent_on", "method", "proof", "arrived_on", "outcome"],
    "communications": ["at", "channel", "summary", "recorded"],
}


def order(path: Place) -> Sequence[str]:
    names = [step for step in path if isinstance(step, str)]
    return _ORDER.get(names[-1] if names else "", [])


_VALUES = (
    "2026-03-06",
    "1482.60",
    "0026030217755",
    "NO",
    "EFT #0099812",
    "re-priced: 90837, [not] {90834}",
    'it\'s "quoted"',
    "- dash",
    "",
    "漢字 é",
    "x" * 300,
    "two\nlines\n",
    "two\n\n  indented\nlines",
    "trailing \nblank",
    "\n starts odd",
    "ends twice\n\n",
    "C:\\records",
    "~",
)

_ENTRIES: tuple[dict[str, Value], ...] = (
    {
        "at": "2026-03-09T10:20",
        "channel": "phone",
        "summary": "Asked.\nWill mail it.\n",
        "recorded": "2026-03-09T16:22:07Z jlee K7Q2",
    },
    {"level": "first", "sent_on": "2026-03-20", "proof": "7022 0410: x", "copies": [Flow(to="a, b", method="fax")]},
    {
        "number": "0026",
        "lines": [Flow(line="1", served_on="2025-11-14", paid="1.00"), {"line": "2"}],
        "diagnoses": ["F41.1"],
    },
    Flow(id="demand", kind="demand_letter", file="a/b, c.pdf"),
)


def _case(chance: Random) -> dict[str, Tree]:
    """A document with the bones of a case."""

    def text() -> str:
        return chance.choice(_VALUES) or "x"

    def some(keys: Sequence[str]) -> dict[str, Tree]:
        return {key: text() if chance.random() < 0.9 else None for key in keys if chance.random() < 0.6} or {
            keys[0]: text()
        }

    claims: list[Tree] = [
        {
            **some(["number", "patient", "paid_on"]),
            "lines": [some(_ORDER["lines"]) for _ in range(chance.randint(0, 3))],
        }
        for _ in range(chance.randint(1, 2))
    ]
    tree: dict[str, Tree] = {"id": "RC-2026-7K4QXM", "title": text(), "payer": text(), "demand": some(_ORDER["demand"])}
    tree["claims"] = claims
    for name in ("documents", "appeals", "money", "communications"):
        entries: list[Tree] = [some(["level", "at", "channel", "summary"]) for _ in range(chance.randint(0, 2))]
        shape = chance.random()
        if shape < 0.8:
            tree[name] = entries if entries or shape < 0.3 else None
    return tree


def _edits(tree: dict[str, Tree], chance: Random) -> list[Edit]:
    """One edit of each sort, at places drawn by chance."""
    claim = chance.randrange(len(tree["claims"] or []))
    edits: list[Edit] = [
        SetField(("title",), chance.choice(_VALUES)),
        SetField(("owner",), chance.choice(_VALUES)),
        SetField(("demand", chance.choice(_ORDER["demand"])), chance.choice(_VALUES)),
        SetField(("demand", "aliases"), ["A", "B, C"]),
        SetField(("claims", claim, chance.choice(["number", "patient", "paid_on"])), chance.choice(_VALUES)),
        SetField(("closed", "closed_on"), "2026-07-01"),
        SetField(("extensions",), [{"deadline": "first", "until": "2026-05-01"}]),
        *(
            AppendEntry((name,), chance.choice(_ENTRIES))
            for name in ("documents", "appeals", "money", "communications", "passed")
        ),
        AppendEntry(("claims",), chance.choice(_ENTRIES)),
        AppendEntry(("claims", claim, "lines"), chance.choice(_ENTRIES)),
    ]
    if isinstance(tree.get("appeals"), list) and tree["appeals"]:
        edits.append(SetField(("appeals", 0, "arrived_on"), chance.choice(_VALUES)))
    return edits


def _own_lines(text: str, edit: Edit) -> range:
    """The lines, from 1, that an edit may touch: those of the value; in braces, those of the outermost braces."""
    places = positions(text)
    path = edit.path
    flow = next((path[:size] for size in range(len(path)) if (node := places.node(path[:size])) and node.flow), None)
    node = places.node(path if flow is None else flow)
    while node is None or (path and value_at(read(text.encode())[0], path) is None and places.node(path) is None):
        path = path[:-1]
        node = places.node(path)
        if node is not None and (node.kind == "mapping" and not node.flow):
            return range(node.line, node.line + 1)  # a new first key moves the old one off the dash
    return range(node.key_line, text.count("\n", 0, node.end) + 2)


def _check(text: str, edit: Edit) -> str:
    after = splice(text, [edit], order)
    assert read(after.encode())[0] == edited(read(text.encode())[0], [edit])
    old, new = text.splitlines(keepends=True), after.splitlines(keepends=True)
    if old and not old[-1].endswith("\n"):
        assert not after.endswith("\n") or text.endswith("\n")
        old[-1] += "\r\n" if "\r\n" in text else "\n"
        new[-1] += "" if new[-1].endswith("\n") else old[-1][len(old[-1].rstrip("\r\n")) :]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    gone = {at + 1 for kind, start, end, *_ in matcher.get_opcodes() if kind != "equal" for at in range(start, end)}
    own = _own_lines(text, edit)
    assert gone <= set(own), f"{gone} beyond {own}\n{edit}\n{text}\n=>\n{after}"
    if "\r\n" in text:
        assert after.count("\n") == after.count("\r\n")
    return after


@pytest.mark.parametrize("seed", range(60))
def test_an_edit_in_an_odd_file_changes_only_its_own_lines(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same files in every run
    refused = []
    for _ in range(often(2, 6)):
        tree = _case(chance)
        text = OddLayout(chance).written(tree)
        edits = _edits(tree, chance)
        for edit in edits:
            try:
                _check(text, edit)
            except CannotSplice as refusal:
                refused.append(refusal)
    assert len(refused) <= 6, [str(refusal) for refusal in refused]
    assert all(refusal.reason and refusal.by_hand for refusal in refused)


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_an_edit_in_a_whole_case_changes_only_its_own_lines(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree, _ = read(text.encode())
    assert tree
    chance = Random(file.name)  # noqa: S311
    for form in (text, text.replace("\n", "\r\n"), text.rstrip("\n")):
        for edit in _edits(tree, chance):
            _check(form, edit)
