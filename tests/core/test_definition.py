from __future__ import annotations

from ledger.core.definition import definition_at, homes_of, keys_at
from ledger.store.schema import schema

CASE = schema("case")


def test_a_path_leads_to_the_kind_of_value_and_the_words_of_its_place() -> None:
    found = definition_at(CASE, ("claims", 0, "lines", 2, "demanded"))
    assert found is not None
    assert (found.name, found.title) == ("signed_money", "Demanded")
    assert found.examples == (49.42,)


def test_lists_blocks_and_tables_are_found() -> None:
    for path, name in (
        ((), ""),
        (("demand",), "demand"),
        (("appeals", 1), "appeal"),
        (("money", 0, "by_claim"), ""),
        (("money", 0, "by_claim", "0026/2"), "signed_money"),
    ):
        found = definition_at(CASE, path)
        assert found is not None
        assert found.name == name


def test_a_place_the_format_does_not_know_has_no_definition() -> None:
    for path in (("nothing",), ("demand", "nothing", "below"), ("title", "below"), ("title", 0), ("demand", 0)):
        assert definition_at(CASE, path) is None


def test_years_are_the_keys_of_a_table_too() -> None:
    found = definition_at(schema("payer"), ("paid_by_year", "2025"))
    assert found is not None
    assert found.name == "money"


def test_keys_come_in_the_order_of_the_file() -> None:
    keys = list(keys_at(CASE, ()))
    assert keys[:3] == ["id", "title", "payer"]
    assert keys.index("closed") < keys.index("demand") < keys.index("claims") < keys.index("money")
    assert keys[-1] == "communications"
    assert keys_at(CASE, ("communications", 0))[0] == "at"
    assert keys_at(CASE, ("communications", 0))[-1] == "recorded"
    assert keys_at(CASE, ("title",)) == ()
    assert keys_at(CASE, ("nothing",)) == ()


def test_a_key_knows_the_blocks_it_belongs_to() -> None:
    assert "demand" in homes_of(CASE, "offset_from")
    assert homes_of(CASE, "same_as") == ("closed",)
    assert homes_of(CASE, "nothing") == ()
