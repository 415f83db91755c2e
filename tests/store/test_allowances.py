"""The list of what was let through, on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledger.core.privacy import Allowance, Allowances
from ledger.store.allowances import allowances
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
salt: 0123456789abcdef
allow:
  - {digest: ab12, path: cases/x.yaml, reason: a street of that name, person: jlee}
"""


def test_a_ledger_without_the_file_lets_nothing_through(tmp_path: Path) -> None:
    assert allowances(tmp_path) == Allowances()


def test_entries_are_read(tmp_path: Path) -> None:
    (tmp_path / "phi-allow.yaml").write_text(WHOLE)

    assert allowances(tmp_path) == Allowances(
        "0123456789abcdef", (Allowance("ab12", "cases/x.yaml", "a street of that name", "jlee"),)
    )


@pytest.mark.parametrize(
    "text",
    [
        "salt: [",
        "salt: short\nallow:\n",
        "allow: []\n",
        "salt: 0123456789abcdef\nallow: x\n",
        "salt: 0123456789abcdef\nallow: [x]\n",
        WHOLE.replace("jlee", ""),
        WHOLE.replace("path: cases/x.yaml, ", ""),
        WHOLE.replace("person", "by"),
    ],
)
def test_a_file_that_is_not_in_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "phi-allow.yaml").write_text(text)

    with pytest.raises(Refused, match=r"phi-allow\.yaml"):
        allowances(tmp_path)
