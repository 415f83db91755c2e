"""The fingerprint of rules, and whose word still speaks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.law.fingerprint import APART, fingerprint
from ledger.core.law.reading_age import last_read, not_read_lately
from ledger.core.law.regime import regime_of
from tests.core.law.test_regime import a_file, a_version, a_window

TREES = st.recursive(
    st.none() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def confirmed(tree: dict[str, Any], rules: str, on: str = "2026-03-09") -> dict[str, Any]:
    return {**tree, "confirmed": [{"by": "jlee", "confirmed_on": on, "source": "the register", "rules": rules}]}


def test_it_changes_with_any_value_and_with_nothing_else() -> None:
    print_of = fingerprint(a_file())
    assert len(print_of) == 16
    assert fingerprint({"windows": [a_window()], "name": "house", "gaps": None, "as_shipped": "x"}) == print_of
    assert fingerprint(confirmed(a_file(), "x")) == print_of
    assert fingerprint(a_file(windows=[a_window(versions=[a_version(count="31")])])) != print_of
    assert fingerprint([]) != fingerprint("")


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=5), TREES, max_size=4), TREES)
def test_who_confirmed_it_is_no_part_of_it(tree: dict[str, Any], word: Any) -> None:  # noqa: ANN401
    assert fingerprint({**tree, **dict.fromkeys(APART, word)}) == fingerprint(
        {key: value for key, value in tree.items() if key not in APART}
    )


def test_a_word_holds_for_the_text_it_was_given_for() -> None:
    regime, findings = regime_of(confirmed(a_file(), fingerprint(a_file())))
    assert findings == []
    assert regime is not None
    assert regime.is_confirmed
    later = a_file(title="another title")
    regime, _ = regime_of(confirmed(later, fingerprint(a_file())))
    assert regime is not None
    assert (regime.is_confirmed, regime.confirmed[0].by) == (False, "jlee")


def test_rules_age_by_the_last_reading_of_this_very_text() -> None:
    tree = a_file(verified_on="2024-11-04")
    old, _ = regime_of(tree)
    read_again, _ = regime_of(confirmed(tree, fingerprint(tree)))
    read_earlier, _ = regime_of(confirmed(tree, "another text"))
    assert old is not None
    assert read_again is not None
    assert read_earlier is not None
    today = date(2026, 3, 9)
    finding = not_read_lately(old, today)
    assert finding is not None
    assert (finding.code, finding.path) == ("LED506", ("verified_on",))
    assert finding.message == "the text of house was last read on 2024-11-04"
    assert last_read(read_again) == today
    assert not_read_lately(read_again, today) is None
    assert not_read_lately(read_earlier, today) is not None
    assert not_read_lately(old, date(2025, 11, 4)) is None, "a year to the day"
    assert not_read_lately(old, date(2025, 11, 5)) is not None
    undated = not_read_lately(old._replace(verified_on=None), today)
    assert undated is not None
    assert undated.message == "no day says when house was read"
    assert not_read_lately(old._replace(windows=()), today) is None, "no count that could be wrong"
    assert not_read_lately(old._replace(verified_on=date(2023, 3, 1)), date(2024, 2, 29)) is None
