"""The pages about the format are true: the list of fields is the schema's, and the worked cases are cases."""

from __future__ import annotations

import re

import pytest

from docs.fields import HERE, PAGE, page
from ledger.core.typed import typed
from ledger.store.schema import check_shape, schema
from ledger.store.yaml.reader import read


def worked_cases() -> list[str]:
    text = (HERE / "case-format.md").read_text(encoding="utf-8")
    return [
        block for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL) if "\n" in block.strip()
    ]


def test_the_list_of_fields_is_that_of_the_schemas() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m docs.fields writes it anew"


def test_every_field_of_a_case_is_on_the_page() -> None:
    text = page()
    for node in [schema("case"), *schema("case")["$defs"].values()]:
        for key in node.get("properties", ()):
            assert f"| `{key}`" in text


@pytest.mark.parametrize("text", worked_cases(), ids=lambda text: text.splitlines()[1])
def test_a_worked_case_is_one(text: str) -> None:
    tree, findings = read(text.encode())
    assert findings == []
    assert check_shape("case", tree) == []
    case, findings = typed(tree, schema("case"), "case")
    assert findings == []
    assert case.demand.amount is not None


def test_both_worked_cases_were_found() -> None:
    assert len(worked_cases()) == 2
