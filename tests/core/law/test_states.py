"""The states by their letters."""

from __future__ import annotations

import pytest

from ledger.core.law.states import STATES, slug_of


@pytest.mark.parametrize(
    ("code", "slug"), [("TX", "texas"), ("NY", "new-york"), ("DC", "district-of-columbia"), ("WV", "west-virginia")]
)
def test_a_state_has_a_name_for_files(code: str, slug: str) -> None:
    assert slug_of(code) == slug


def test_every_state_has_its_own_name() -> None:
    assert len(STATES) == 51
    assert len({slug_of(code) for code in STATES}) == 51
