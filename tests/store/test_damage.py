"""Thousands of damaged files: both validators agree on each, and whoever is refused is told why."""

from __future__ import annotations

import copy
import random
from collections import Counter
from typing import Any

import jsonschema
import jsonschema_rs

from ledger.core.fitting import fits
from ledger.core.typed import typed
from ledger.store.schema import check_shape, schema
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read
from tests.depth import often

SEED = 20260309
EACH = often(50, 150)
LARGEST = 12_000
"""Bytes: the one case with thirty claims would take most of the time and show nothing more."""

ODD_TEXTS = (
    "", " ", "\n", "x", "NO", "1E5", "nan", "-5", "1,000.00", "49.424", "2026-02-30", "2026-3-6", "2026-03-06\n",
    "lone-star-health\n", "RC-2026-7K4QXM\n", "12:30:45", "true", "yes", "null", "0", "\u0662\u0660\u0662\u0666-03-06",
    "a\nb", "x" * 300, "[demand p2]", "2026-03-09T16:22:07Z jlee K7Q2", "2026-03-09T16:22:07Z jlee K7Q2\n",
    "\u00e9\u0301",
)  # fmt: skip
Place = tuple[Any, str | int]


def places(tree: Any) -> list[Place]:  # noqa: ANN401
    found: list[Place] = []
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in inner:
        found.append((tree, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


def damaged(tree: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A copy with one to three things changed that a tired person, a merge or a broken tool may change."""
    broken = copy.deepcopy(tree)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        found = places(broken)
        if not found:
            break
        _damage(*chance.choice(found), chance)
    return broken


def _damage(holder: Any, key: str | int, chance: random.Random) -> None:  # noqa: ANN401
    kind = chance.randrange(7)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = chance.choice(ODD_TEXTS)
    elif kind == 2:
        holder[key] = chance.choice(([], {}, None, [None], [holder[key]], {"key": holder[key]}))
    elif kind == 3 and isinstance(holder, dict):
        holder[f"{key}{chance.choice('sx_')}"] = holder.pop(key)
    elif kind == 4 and isinstance(holder, dict):
        holder[chance.choice(("amout", "note", "id", "on", "receivedon"))] = chance.choice(ODD_TEXTS)
    elif isinstance(holder[key], str):
        at = chance.randrange(len(holder[key]) + 1)
        holder[key] = holder[key][:at] + chance.choice("x 0-.,\n\u00a0") + holder[key][at + chance.randrange(2) :]
    else:
        holder[key] = chance.choice(ODD_TEXTS)


def test_damaged_files_are_judged_alike_and_never_refused_without_a_word() -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same damage every time
    verdicts: Counter[bool] = Counter()
    for kind, pattern in (("case", "cases/*/*.yaml"), ("payer", "payers/*.yaml"), ("ledger", "ledger.yaml")):
        decides = jsonschema_rs.Draft202012Validator(schema(kind))
        referee = jsonschema.Draft202012Validator(schema(kind))
        for file in sorted(shipped("sample").glob(pattern)):
            data = file.read_bytes()
            tree, _ = read(data)
            assert tree is not None
            for _ in range(EACH if len(data) < LARGEST else 5):
                broken = damaged(tree, chance)
                verdict = decides.is_valid(broken)
                verdicts[verdict] += 1
                assert verdict == referee.is_valid(broken), broken
                assert fits(broken, schema(kind)) == verdict, broken
                findings = check_shape(kind, broken) + typed(broken, schema(kind), kind)[1]
                if not verdict:
                    assert findings, broken
                assert len(findings) == len({(finding.path, finding.code) for finding in findings}), findings
                assert all(finding.message for finding in findings)
    assert verdicts[True] > EACH
    assert verdicts[False] > 13 * EACH
