"""Places where demands arrive, and when somebody looked."""

from __future__ import annotations

from pathlib import Path

from tests.commands.desk import Git, Golden, Recoup, untouched


def test_looks_are_noted_in_a_file_of_ones_own_and_shown(
    sample: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    before = recoup(sample, "checked")
    first = recoup(sample, "checked", "mail")
    second = recoup(sample, "checked", "Remittances", "--on", "3/1/2026", env={"RECOUP_SEED": "2"})

    assert (before.code, first.code, second.code) == (0, 0, 0)
    golden("taking-in/checked.txt", f"{before.out}\n{first.out}\n{second.out}")
    golden("taking-in/checked.yaml", (sample / "checked/2026-03-jlee.yaml").read_text())
    assert (
        git(sample, "log", "-1", "--format=%B")
        == "Remittances looked at (2026-03-01)\n\nEvent: checked\nRecoup: 0.1.0\n\n"
    )
    assert git(sample, "status", "--short") == ""


def test_a_place_that_is_not_in_the_ledger_is_refused(sample: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "checked", "mall")

    assert (done.code, done.out) == (2, "")
    assert "one of: mail, fax, remittances, lone-star-portal, mac-portal" in done.err
    assert untouched(sample, git)


def test_a_look_that_is_still_to_come_is_refused(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "checked", "mail", "--on", "3/10/2026").code == 2
    assert untouched(sample, git)


def test_looks_are_json_for_programs(sample: Path, recoup: Recoup) -> None:
    assert '"channel": "mail"' in recoup(sample, "checked", "--format", "json").out


def test_a_ledger_without_places_says_how_to_name_them(sample: Path, recoup: Recoup) -> None:
    text = (sample / "ledger.yaml").read_text()
    start, end = text.index("channels:"), text.index("deadlines:")
    (sample / "ledger.yaml").write_text(text[:start] + text[end:])

    done = recoup(sample, "checked")

    assert done.code == 2
    assert "add channels: to ledger.yaml" in done.err
