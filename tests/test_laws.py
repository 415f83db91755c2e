"""The pages about the law are true: each is made from its rule file, and so is the index of all rules."""

from __future__ import annotations

import re

import pytest

from docs.laws import HERE, pages
from ledger.store.known import KnownRules
from ledger.store.profiles import shipped_regime, shipped_regimes


def test_the_pages_and_the_index_are_those_of_the_rule_files() -> None:
    made = pages()
    stale = [path.name for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    assert not stale, "python -m docs.laws makes them anew"
    assert set(HERE.glob("*.md")) <= set(made), "a page speaks of rules that are gone"


@pytest.mark.parametrize("name", shipped_regimes())
def test_a_page_says_what_is_not_known(name: str) -> None:
    text = (HERE / f"{name}.md").read_text(encoding="utf-8")
    regime = shipped_regime(name)
    assert "Check the source. Not a substitute for the advice of an attorney." in text
    own = text.partition("## What is not known")[2]
    for gap in regime.gaps:
        assert gap.what in own or regime.extends, gap.what
    for window in regime.windows:
        for version in window.versions:
            assert re.search(rf"{version.counting.number} [a-z ]+ from", text), window.name


def test_the_index_brings_the_same_rules_as_the_files() -> None:
    known = KnownRules()
    for name in known:
        regime = shipped_regime(name)
        assert known[name] == (regime.title, regime.applies_when)
    assert len(known) == sum(1 for name in shipped_regimes() if shipped_regime(name).applies_when)
