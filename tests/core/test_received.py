"""A shared copy's list of who brought what when: whole, or it says where it is not."""

from __future__ import annotations

from ledger.core.received import ADMITTED, Received, read_list, sealed, short, unaccounted

FIRST = Received("2026-03-09T15:00:00Z", "jlee", "refs/heads/main", "", "a" * 40, 3)
SECOND = Received("2026-03-09T16:00:00Z", "mortiz", "refs/heads/main", "a" * 40, "b" * 40, 1)
LET_IN = Received("2026-03-09T17:00:00Z", "jlee", ADMITTED, "", "c" * 40, 1, "a clock stood a day ahead")


def listed(*entries: Received) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        lines.append(sealed(entry, lines[-1] if lines else ""))
    return lines


def test_what_was_written_is_read_again() -> None:
    lines = listed(FIRST, SECOND, LET_IN)
    assert read_list("\n".join(lines) + "\n") == ((FIRST, SECOND, LET_IN), ())
    assert read_list("") == ((), ())


def test_a_changed_line_shows() -> None:
    lines = listed(FIRST, SECOND)
    lines[0] = lines[0].replace("jlee", "mlee")
    assert [said[:6] for said in read_list("\n".join(lines))[1]] == ["line 1", "line 2"]


def test_a_line_taken_out_shows() -> None:
    lines = listed(FIRST, SECOND, LET_IN)
    assert [said[:6] for said in read_list("\n".join([lines[0], lines[2]]))[1]] == ["line 2"]


def test_a_half_line_shows_and_the_next_one_stands() -> None:
    half = sealed(FIRST, "")[:30]
    after = sealed(SECOND, half)
    entries, wrong = read_list(f"{half}\n{after}\n")
    assert entries == (SECOND,)
    assert len(wrong) == 1
    assert "cannot be read" in wrong[0]
    broken = sealed(SECOND, "").replace("\t1\t", "\tx\t")
    assert read_list(broken)[0] == ()


def test_a_name_cannot_make_a_line_of_its_own() -> None:
    line = sealed(FIRST._replace(who="a\nb\tc\x1b[2J", because=" "), "")
    assert "\n" not in line
    assert read_list(line)[0][0].who == "a b c [2J"


def test_whatever_moved_without_coming_in_by_the_door_is_named() -> None:
    entries = (FIRST, SECOND, LET_IN)
    assert unaccounted(entries, {"refs/heads/main": "b" * 40}) == ()
    (said,) = unaccounted(entries, {"refs/heads/main": "d" * 40})
    assert said.startswith("main stands at dddddddddd, and the list has it at bbbbbbbbbb")
    assert len(unaccounted(entries, {})) == 1
    assert len(unaccounted((), {"refs/tags/seal/2026-03-31": "e" * 40})) == 1
    assert short("refs/tags/seal/2026-03-31") == "seal/2026-03-31"
