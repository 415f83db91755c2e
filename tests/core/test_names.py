"""The names of a case."""

from __future__ import annotations

import pytest

from ledger.core.names import file_of, id_of, ids_meant, is_case_id

KNOWN = ["RC-2026-7K4QXM", "RC-2026-7K9AAA", "RC-2025-7K4Q00", "RC-2026-01ABCD"]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("RC-2026-7K4QXM", ["RC-2026-7K4QXM"]),
        ("rc-2026-7k4qxm", ["RC-2026-7K4QXM"]),
        ("7K4QX", ["RC-2026-7K4QXM"]),
        ("7k4q", ["RC-2026-7K4QXM", "RC-2025-7K4Q00"]),
        ("2025-7K4Q", ["RC-2025-7K4Q00"]),
        ("RC-2026-7K4Q", ["RC-2026-7K4QXM"]),
        ("OLAB", ["RC-2026-01ABCD"]),
        ("ZZ", []),
        ("", []),
        ("RC-2026-", []),
    ],
)
def test_a_prefix_of_the_random_part_names_a_case(typed: str, means: list[str]) -> None:
    assert ids_meant(typed, KNOWN) == means


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("RC-2026-7K4QXM", True),
        ("RC-2026-7K4QX", False),
        ("RC-2026-7K4QXI", False),
        ("RC-26-7K4QXM", False),
        ("XX-2026-7K4QXM", False),
        ("RC-2O26-7K4QXM", False),
    ],
)
def test_an_id_has_its_form(text: str, *, is_one: bool) -> None:
    assert is_case_id(text) is is_one


def test_a_case_lies_in_the_month_of_its_demand() -> None:
    assert file_of("RC-2026-7K4QXM", "2026-03") == "cases/2026-03/RC-2026-7K4QXM.yaml"
    assert id_of("cases/2026-03/RC-2026-7K4QXM.yaml") == "RC-2026-7K4QXM"
