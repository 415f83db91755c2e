"""``recoup rules``: real rule files, real git: what is held, checked, moved on, confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.core.edit import SetField
from ledger.core.law.fingerprint import fingerprint
from ledger.store.profiles import regime_copy, regime_text
from ledger.store.schema import key_order
from ledger.store.yaml.reader import read
from ledger.store.yaml.splice import splice

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]
AtTerminal = Callable[..., tuple[str, int]]

TEXAS = "rules/texas.yaml"
MEDICARE = "rules/medicare-ffs.yaml"


OURS = """
name: bluestem-contract
title: a contract of our own
citation: Contract of 2024
verified_on: 2025-11-04
applies_when:
  network: [contracted]
needs: [assignment]
levels:
  - {name: first, title: first appeal, decider: the payer}
windows:
  - name: first
    title: first appeal
    level: first
    protects: [keeps_appeal]
    met_by: [first]
    minimum: smallest
    unless: {reason: [fraud_allegation]}
    note: Sent to the desk for disputes.
    versions:
      - effective_from: 2024-01-01
        seen_from: 2024-06-01
        counted_from: decision_received
        count: 90
        presumption_days: 5
        roll: next
        citation: Contract section 9.2
        source: contracts/bluestem-2024.pdf page 31
        confidence: medium
        note: Its start was not established.
        also:
          - {count: 60, because: the summary page says sixty}
    after: first
  - {name: taking, title: taking may start, kind: theirs, permission: true}
  - {name: lookback, title: notice, kind: theirs, limits: sending the request}
values:
  - name: smallest
    title: smallest amount that can be appealed
    unit: dollars
    points: [{effective_from: 2026-01-01, through: 2026-12-31, value: 25.00, citation: section 9.3, confidence: high}]
  - {name: rate, unit: percent, points: [{effective_from: 2020-01-01, through: 2020-12-31, value: 9}]}
interest:
  - name: late
    title: interest on what is late
    figure: rate
    versions:
      - effective_from: 2024-01-01
        charged_for: full_periods
        period_days: 30
        free_days: 30
        citation: section 10
        source: page 33
        confidence: low
recovery:
  covers: Everything billed under the contract.
  excludes: Workers' compensation.
  exceptions: [{kind: fraud, says: No limit.}]
  notice: {required: true, written: false, contents: [{item: claim_number, says: each claim}]}
  silence: The amount becomes due.
  stay: false
  complaint: the state's department of insurance
statements:
  - {name: no_stop, says: A dispute stops nothing., citation: section 9.4, source: page 32, confidence: high}
gaps:
  - {what: kind of day, because: The contract says days.}
not_checked: [amendments after 2024]
sources: [contracts/bluestem-2024.pdf]
confirmed:
  - {by: jlee, confirmed_on: 2026-03-02, source: the signed copy, rules: 0000000000000000}
""".lstrip()


def put(ledger: Path, git: Git, file: str, data: bytes) -> None:
    """Another text of a rule file, saved as an older program would have."""
    (ledger / file).write_bytes(data)
    git(ledger, "add", "-A")
    git(ledger, "commit", "-q", "--allow-empty", "-m", "Rules as they were")


def older(name: str, *changed: tuple[str, str]) -> bytes:
    """A rule file as an earlier release shipped it: some words other than now, and the fingerprint of that text."""
    text = regime_text(name).decode()
    for new, old in changed:
        assert new in text
        text = text.replace(new, old, 1)
    shipped = fingerprint(read(text.encode())[0])
    return splice(text, [SetField(("as_shipped",), shipped)], key_order("regime")).encode()


@pytest.fixture
def ledger(sample: Path, git: Git) -> Path:
    """The sample ledger with its rules as they ship now, and a redetermination of 150 days as it once shipped."""
    for path in (sample / "rules").glob("*.yaml"):
        path.write_bytes(regime_copy(path.stem))
    put(sample, git, MEDICARE, older("medicare-ffs", ("count: 120", "count: 150")))
    return sample


def test_list_shows_what_is_held_by_whom_it_was_read_and_what_ships(ledger: Path, recoup: Recoup) -> None:
    done = recoup(ledger, "rules", "list")
    assert (done.err, done.code) == ("", 0)
    lines = done.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].split() == ["rules", "title", "read", "confirmed", "cases"]
    assert "a newer text ships: recoup rules diff medicare-ffs" in done.out
    assert "more ship: recoup rules list --all" in done.out
    data = json.loads(recoup(ledger, "rules", "list", "--format", "json").out)
    rows = {row["name"]: row for row in data["rules"]}
    assert (data["kind"], rows["medicare-ffs"]["standing"], rows["texas"]["standing"]) == (
        "rules",
        "newer ships",
        "as shipped",
    )
    assert rows["texas"]["cases"] == rows["state-insured"]["cases"] > 0


def test_the_list_opens_no_shipped_file_that_is_not_held(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.store import held_rules as held
    from ledger.store.library import Library

    opened: list[str] = []

    def noted(name: str) -> bytes:
        opened.append(name)
        return regime_text(name)

    monkeypatch.setattr(held, "regime_text", noted)

    assert set(held.held_rules(Library(ledger))) == set(opened) == {path.stem for path in (ledger / "rules").glob("*")}


def test_the_morning_says_that_other_rules_ship(ledger: Path, recoup: Recoup) -> None:
    said = _flat(recoup(ledger).out).partition("Other rules ship now: ")[2].partition(" (recoup rules diff")[0]
    assert "medicare-ffs" in said
    recoup(ledger, "rules", "update")
    assert "medicare-ffs" not in _flat(recoup(ledger).out).partition("Other rules ship now: ")[2].partition("(")[0]


def test_all_names_everything_that_ships(ledger: Path, recoup: Recoup) -> None:
    done = recoup(ledger, "rules", "list", "--all")
    assert "* texas " in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
    data = json.loads(recoup(ledger, "rules", "list", "--all", "--format", "json").out)
    held = {one["name"] for one in data["rules"] if one["held"]}
    assert held <= {path.stem for path in (ledger / "rules").glob("*.yaml")}
    assert len(data["rules"]) > len(held) > 0
    assert {"contract", "state-insured"} <= held


def test_show_says_what_is_not_known_too(ledger: Path, recoup: Recoup, golden: Golden) -> None:
    (ledger / "rules" / "bluestem-contract.yaml").write_text(OURS, encoding="utf-8")
    assert recoup(ledger, "rules", "check").out == ""
    done = recoup(ledger, "rules", "show", "bluestem-contract")
    assert done.code == 0
    golden("rules-show.txt", done.out)
    assert "this ledger's own; no such rules ship" in recoup(ledger, "rules", "list").out
    data = json.loads(recoup(ledger, "rules", "show", "medicare-ffs", "--format", "json").out)
    assert (data["held"], data["rules"]["name"]) == (True, "medicare-ffs")
    window = next(one for one in data["rules"]["windows"] if one["name"] == "redetermination")
    assert window["versions"][0]["counting"]["number"] == 150


def test_show_works_for_rules_that_are_not_held(ledger: Path, recoup: Recoup, git: Git) -> None:
    git(ledger, "rm", "-q", "rules/erisa.yaml")
    done = recoup(ledger, "rules", "show", "erisa")
    assert done.code == 0
    assert "not in this ledger; it ships: recoup rules update --add erisa" in done.out
    assert json.loads(recoup(ledger, "rules", "show", "erisa", "--format", "json").out)["held"] is False
    assert recoup(ledger, "rules", "show", "atlantis").code == 2


# update


def test_update_shows_first_which_open_day_moves_and_writes_nothing(
    ledger: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    shown = recoup(ledger, "rules", "update", "--dry-run")
    assert (shown.err, shown.code) == ("", 0)
    golden("rules-update.txt", shown.out.partition("--- rules/")[0])
    assert "-        count: 150" in shown.out
    assert git(ledger, "status", "--porcelain") == ""
    assert (ledger / MEDICARE).read_bytes() == older("medicare-ffs", ("count: 120", "count: 150"))
    said = recoup(ledger, "rules", "diff")
    assert said.out == shown.out.partition("--- rules/")[0]


def test_update_saves_the_rules_and_names_every_moved_day(ledger: Path, recoup: Recoup, git: Git) -> None:
    before = json.loads(recoup(ledger, "rules", "diff", "--format", "json").out)
    done = recoup(ledger, "rules", "update")
    assert (done.err, done.code) == ("", 0)
    assert f"Saved: {MEDICARE}." in done.out
    assert git(ledger, "status", "--porcelain") == ""
    assert git(ledger, "show", "--format=", "--name-only").split() == [MEDICARE]
    assert (ledger / MEDICARE).read_bytes() == regime_copy("medicare-ffs")
    message = git(ledger, "log", "-1", "--format=%B")
    assert message.startswith("Rules updated: medicare-ffs\n\nEvent: rules\nRecoup: ")
    moved = [line for line in message.splitlines() if line.startswith("Moved: ")]
    assert moved == [
        f"Moved: {one['case']} {one['deadline']}{' arguable' if one['change'] == 'arguable' else ''}"
        f" {_day(one, 'before')} -> {_day(one, 'after')} [rules/medicare-ffs]"
        for one in before["moved"]
    ]
    assert any("redetermination 2026-" in line for line in moved)
    again = recoup(ledger, "rules", "update")
    assert again.out == "Every rule here is as it ships.\n"


def _day(moved: dict[str, Any], which: str) -> str:
    key = f"arguable_{which}" if moved["change"] == "arguable" else which
    return str(moved[key] or "none")


def test_the_checks_before_each_save_let_an_update_through(ledger: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(ledger, "setup").code == 0
    put(ledger, git, MEDICARE, older("medicare-ffs", ("count: 120", "count: 60")))
    done = recoup(ledger, "rules", "update")
    assert (done.err, done.code) == ("", 0)
    assert git(ledger, "log", "-1", "--format=%s") == "Rules updated: medicare-ffs\n"


def test_a_day_that_new_rules_move_later_is_named_loudly_and_first(ledger: Path, recoup: Recoup, git: Git) -> None:
    put(ledger, git, MEDICARE, older("medicare-ffs", ("count: 120", "count: 60")))
    done = recoup(ledger, "rules", "diff", "medicare-ffs")
    head, _, rest = done.out.partition("OURS, LATER OR GONE BY THE NEW RULES: look at each before you rely on it\n")
    assert "60 calendar days" in head
    assert rest.splitlines()[0].endswith("(redetermination): later")
    assert all(len(line) <= 80 for line in done.out.splitlines())
    days = json.loads(recoup(ledger, "rules", "diff", "--format", "json").out)["moved"]
    assert [one["look_first"] for one in days] == sorted((one["look_first"] for one in days), reverse=True)


@pytest.mark.parametrize("file", [MEDICARE, "payers/gulf-mac-part-b.yaml"])
def test_rules_that_were_changed_by_hand_name_the_days_they_move_too(
    ledger: Path, recoup: Recoup, git: Git, file: str
) -> None:
    path = ledger / file
    text = path.read_text(encoding="utf-8")
    if file == MEDICARE:
        path.write_text(text.replace("count: 150", "count: 140", 1), encoding="utf-8")
    else:
        patch = "{window: medicare-ffs/redetermination/count, was: 150, now: 140, because: a notice}"
        path.write_text(f"{text}patches:\n  - {patch}\n", encoding="utf-8")
    done = recoup(ledger, "save")
    assert "(redetermination): earlier" in done.out
    trailers = git(ledger, "log", "-1", "--format=%B").splitlines()
    assert trailers[0] == f"{file} changed by hand"
    assert "Moved: RC-2026-3FD9HW redetermination 2026-07-23 -> 2026-07-13 [rules/medicare-ffs]" in trailers


def test_a_file_that_was_changed_here_is_named_and_kept(ledger: Path, recoup: Recoup, git: Git) -> None:
    ours = (ledger / TEXAS).read_bytes().replace(b"count: 45", b"count: 40", 1)
    put(ledger, git, TEXAS, ours)
    done = recoup(ledger, "rules", "update")
    assert f"LEFT AS IT IS: {TEXAS}, changed here" in done.out
    assert (ledger / TEXAS).read_bytes() == ours
    assert "changed here: recoup rules diff texas" in recoup(ledger, "rules", "list").out
    compared = recoup(ledger, "rules", "diff", "texas").out
    assert "40 calendar days" in compared
    assert "(changed here; only --replace puts the shipped text there)" in compared
    assert recoup(ledger, "rules", "update", "--replace").code == 2
    assert recoup(ledger, "rules", "update", "texas", "--replace").code == 0
    assert (ledger / TEXAS).read_bytes() == regime_copy("texas")


def test_a_text_that_does_not_say_how_it_shipped_counts_as_changed_here(ledger: Path, recoup: Recoup, git: Git) -> None:
    put(ledger, git, TEXAS, regime_text("texas").replace(b"count: 45", b"count: 40", 1))
    assert f"LEFT AS IT IS: {TEXAS}" in recoup(ledger, "rules", "update", "texas").out
    put(ledger, git, TEXAS, regime_text("texas"))
    assert recoup(ledger, "rules", "update", "texas").out == "Every rule here is as it ships.\n"


def test_an_older_program_takes_no_newer_rules_back(ledger: Path, recoup: Recoup, git: Git) -> None:
    put(ledger, git, TEXAS, older("texas", ("verified_on: 2026-11-23", "verified_on: 2027-05-01")))
    done = recoup(ledger, "rules", "update", "texas")
    assert "newer than what ships with this program" in " ".join(done.out.split())
    assert "2027-05-01" in (ledger / TEXAS).read_text(encoding="utf-8")


def test_a_file_with_edits_by_hand_is_not_swept_along(ledger: Path, recoup: Recoup, git: Git) -> None:
    with (ledger / MEDICARE).open("a", encoding="utf-8") as file:
        file.write("# a word of ours\n")
    done = recoup(ledger, "rules", "update")
    assert done.code == 3
    assert git(ledger, "log", "-1", "--format=%s") == "Rules as they were\n"
    assert (ledger / MEDICARE).read_text(encoding="utf-8").endswith("# a word of ours\n")


def test_add_brings_rules_with_those_they_rest_on(ledger: Path, recoup: Recoup, git: Git) -> None:
    git(ledger, "rm", "-q", TEXAS, "rules/state-insured.yaml")
    git(ledger, "commit", "-q", "-m", "Without Texas")
    done = recoup(ledger, "rules", "update", "--add", "texas")
    assert (done.err, done.code) == ("", 0)
    assert git(ledger, "show", "--format=", "--name-only").split() == ["rules/state-insured.yaml", TEXAS]
    assert "first_stop" in git(ledger, "log", "-1", "--format=%B")
    assert (ledger / MEDICARE).read_bytes() != regime_copy("medicare-ffs"), "only what was asked for"
    assert recoup(ledger, "rules", "update", "--add", "atlantis").code == 2
    assert recoup(ledger, "rules", "update", "atlantis").code == 2


def test_at_a_terminal_it_asks_before_it_saves(ledger: Path, at_terminal: AtTerminal, git: Git) -> None:
    shown, code = at_terminal(ledger, "rules", "update", typed="\n")
    assert "Take these rules?" in shown
    assert (code, git(ledger, "log", "-1", "--format=%s")) == (0, "Rules as they were\n")
    at_terminal(ledger, "rules", "update", typed="yes\n")
    assert git(ledger, "log", "-1", "--format=%s") == "Rules updated: medicare-ffs\n"


def test_without_saving_the_files_are_only_written(ledger: Path, recoup: Recoup, git: Git) -> None:
    assert "Written, not yet saved" in recoup(ledger, "rules", "update", "--no-commit").out
    assert git(ledger, "status", "--porcelain") == f" M {MEDICARE}\n"


def test_an_update_names_the_patches_that_would_no_longer_fit(ledger: Path, recoup: Recoup, git: Git) -> None:
    file = ledger / "payers" / "gulf-mac-part-b.yaml"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(
            "patches:\n  - {window: medicare-ffs/redetermination/count, was: 150, now: 140, because: a notice}\n"
        )
    git(ledger, "commit", "-q", "-a", "-m", "A patch")
    assert recoup(ledger, "rules", "check").code == 0
    done = recoup(ledger, "rules", "diff")
    assert "LED505 patch-does-not-fit: medicare-ffs/redetermination/count is not '150' any more" in done.err
    assert "(redetermination): has no day any more" in done.out


# check


def test_check_names_file_and_line_and_ends_with_one(ledger: Path, recoup: Recoup) -> None:
    assert recoup(ledger, "rules", "check").code == 0
    assert '"basis": "law"' in recoup(ledger, "explain", "7K4Q", "--format", "json").out
    text = (ledger / TEXAS).read_text(encoding="utf-8")
    (ledger / TEXAS).write_text(text.replace("count: 45", "count: 1000000", 1), encoding="utf-8")
    line = text.partition("count: 45")[0].count("\n") + 1
    done = recoup(ledger, "rules", "check")
    assert done.code == 1
    assert f"{TEXAS}:{line}:16: error LED504 bad-rule: count is 1000000" in done.out
    assert recoup(ledger, "rules", "check", "erisa").code == 0
    assert recoup(ledger, "rules", "check", "atlantis").code == 2
    assert recoup(ledger, "rules", "check", "--fail-on", "never").code == 0
    assert recoup(ledger, "rules", "check", "--fail-on", "sometimes").code == 2
    assert recoup(ledger, "rules", "check", "--format", "ics").code == 2
    assert json.loads(recoup(ledger, "rules", "check", "--format", "json").out)["findings"]
    assert "cannot be used: recoup rules check texas" in recoup(ledger, "rules", "list").out
    assert recoup(ledger, "rules", "show", "texas").code == 2
    assert '"basis": "law"' not in recoup(ledger, "explain", "7K4Q", "--format", "json").out
    whole = recoup(ledger, "check")
    assert "LED501" in whole.out
    assert "whose file cannot be read" in whole.out


def test_rules_that_bear_another_name_than_their_file_are_none(ledger: Path, recoup: Recoup) -> None:
    (ledger / "rules" / "ours.yaml").write_bytes(regime_text("texas"))
    done = recoup(ledger, "rules", "check", "ours")
    assert done.code == 1
    assert "rules/ours.yaml:2:7: error LED504 bad-rule: the rules are called 'texas' and their file 'ours'" in done.out


def test_patches_that_differ_are_found_in_their_payer_files(ledger: Path, recoup: Recoup) -> None:
    file = ledger / "payers" / "lone-star-health.yaml"
    patch = "  - {{window: texas/first_stop/count, was: 45, now: {}, because: Amendment 2}}\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}patches:\n{patch.format(30)}{patch.format(60)}", encoding="utf-8")
    line = text.count("\n") + 3
    done = recoup(ledger, "rules", "check", "texas")
    assert done.code == 1
    assert f"payers/lone-star-health.yaml:{line}:5: error LED505" in done.out
    assert recoup(ledger, "rules", "check", "erisa").code == 0
    file.write_text(f"{text}patches:\n{patch.format(30).replace('texas', 'atlantis')}", encoding="utf-8")
    assert "holds no rules called 'atlantis'" in recoup(ledger, "rules", "check").out


def test_the_plan_and_the_payer_of_one_case_may_not_differ(ledger: Path, recoup: Recoup) -> None:
    patch = "patches:\n  - {{window: erisa/first/count, was: {}, now: {}, because: Amendment 2}}\n"
    case = next(path for path in (ledger / "cases").rglob("*.yaml") if b"plan: northfield" in path.read_bytes())
    payer = next(line for line in case.read_text(encoding="utf-8").splitlines() if line.startswith("payer: "))
    count = _count(ledger, "erisa", "first")
    for slug, now in ((payer.split()[1], 90), ("northfield-fabrication-plan", 100)):
        file = ledger / "payers" / f"{slug}.yaml"
        with file.open("a", encoding="utf-8") as opened:
            opened.write(patch.format(count, now))
    done = recoup(ledger, "rules", "check", "erisa")
    assert done.code == 1
    assert "erisa/first/count becomes" in done.out


def _count(ledger: Path, name: str, window: str) -> str:
    tree: Any = read((ledger / "rules" / f"{name}.yaml").read_bytes())[0]
    return str(next(one for one in tree["windows"] if one["name"] == window)["versions"][0]["count"])


def test_rules_not_read_for_a_year_are_warned_about_where_cases_go_by_them(
    ledger: Path, recoup: Recoup, git: Git
) -> None:
    old = older("texas", ("verified_on: 2026-11-23", "verified_on: 2025-03-08"))
    put(ledger, git, TEXAS, old)
    (ledger / "rules" / "ohio.yaml").write_bytes(older("ohio", ("verified_on: 2026-11-23", "verified_on: 2025-03-08")))
    done = recoup(ledger, "rules", "check")
    assert done.code == 0
    assert "LED506 rule-not-read-lately: the text of texas was last read on 2025-03-08" in done.out
    assert "LED506 rule-not-read-lately: the text of ohio" in done.out
    whole = recoup(ledger, "check")
    assert "the text of texas was last read on 2025-03-08" in whole.out
    assert "the text of ohio" not in whole.out, "no case goes by it"
    assert "LED506" not in recoup(ledger, "check", "--today", "2026-03-08").out
    assert recoup(ledger, "check", "--fail-on", "warning").code == 1
    recoup(ledger, "rules", "confirm", "texas", "--by", "jlee", "--read-on", "28 TAC 21.2818, printed")
    assert "texas" not in recoup(ledger, "rules", "check").out


# confirm


def test_confirm_keeps_a_named_persons_word_until_the_text_changes(ledger: Path, recoup: Recoup, git: Git) -> None:
    words = ("rules", "confirm", "texas", "--by", "jlee", "--read-on", "28 TAC 21.2818, printed", "--on", "3/6/2026")
    done = recoup(ledger, *words)
    assert (done.err, done.code) == ("", 0)
    assert "Noted: jlee read the text of texas on Fri 6 March 2026." in done.out
    assert git(ledger, "log", "-1", "--format=%s") == "Rules texas: text read by jlee (2026-03-06)\n"
    assert git(ledger, "status", "--porcelain") == ""
    assert "jlee read 28 TAC 21.2818, printed on 2026-03-06, and confirmed" in _flat(
        recoup(ledger, "rules", "show", "texas").out
    )
    assert recoup(ledger, *words).out.startswith("Noted already")
    assert recoup(ledger, "rules", "check").code == 0
    put(ledger, git, TEXAS, (ledger / TEXAS).read_bytes().replace(b"count: 45", b"count: 40", 1))
    assert "confirmed an earlier text of these rules" in _flat(recoup(ledger, "rules", "show", "texas").out)


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_an_update_keeps_the_word_and_says_it_was_about_the_earlier_text(
    ledger: Path, recoup: Recoup, git: Git
) -> None:
    recoup(ledger, "rules", "confirm", "medicare-ffs", "--by", "jlee", "--read-on", "42 CFR 405.942")
    assert "newer text ships" in recoup(ledger, "rules", "list").out
    assert recoup(ledger, "rules", "update").code == 0
    assert git(ledger, "status", "--porcelain") == ""
    shown = _flat(recoup(ledger, "rules", "show", "medicare-ffs").out)
    assert "jlee read 42 CFR 405.942 on 2026-03-09, and confirmed an earlier text" in shown


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("texas", "--by", "nobody", "--read-on", "x"), "nobody in ledger.yaml is called 'nobody'"),
        (("texas", "--by", "mortiz", "--read-on", "x", "--on", "1/1/2020"), "was not there yet"),
        (("texas", "--by", "jlee", "--read-on", " "), "--read-on is empty"),
        (("texas", "--by", "jlee", "--read-on", "x", "--on", "3/10/2026"), "has not come yet"),
        (("texas", "--by", "mortiz", "--read-on", "x", "--on", "tomorrow"), "is not a day"),
        (("ohio", "--by", "jlee", "--read-on", "x"), "holds no rules called 'ohio'"),
        (("atlantis", "--by", "jlee", "--read-on", "x"), "holds no rules called 'atlantis'"),
        (("texas", "--by", "jlee"), "Missing option '--read-on'"),
    ],
)
def test_confirm_refuses_what_is_nobodys_word(
    ledger: Path, recoup: Recoup, git: Git, words: tuple[str, ...], part: str
) -> None:
    done = recoup(ledger, "rules", "confirm", *words)
    assert done.code == 2
    assert part in done.err
    assert git(ledger, "status", "--porcelain") == ""


def test_confirm_wants_sound_rules_and_writes_nothing_on_a_dry_run(ledger: Path, recoup: Recoup, git: Git) -> None:
    words = ("rules", "confirm", "texas", "--by", "jlee", "--read-on", "28 TAC 21.2818")
    shown = recoup(ledger, *words, "--dry-run")
    assert "+  - by: jlee" in shown.out
    assert git(ledger, "status", "--porcelain") == ""
    spoken = recoup(ledger, *words[:-1], "the file of 123-45-6789")
    assert (spoken.code, "LED711" in spoken.err) == (3, True)
    assert recoup(ledger, *words[:-1], "page one\npage two").code == 3
    (ledger / TEXAS).write_bytes((ledger / TEXAS).read_bytes().replace(b"count: 45", b"count: 0", 1))
    done = recoup(ledger, *words)
    assert (done.code, "LED504" in done.err) == (3, True)


def test_a_letter_cites_a_rule_once_it_was_confirmed(ledger: Path, recoup: Recoup, git: Git) -> None:
    low = re.sub(rb"confidence: (high|medium)", b"confidence: low", (ledger / TEXAS).read_bytes())
    put(ledger, git, TEXAS, low)
    refused = recoup(ledger, "letter", "7K4Q", "contest", "--law", "texas", "--to", "md")
    assert "contest cites 28 TAC 21.2818, which the rules texas hold with low confidence" in refused.err
    recoup(ledger, "rules", "confirm", "texas", "--by", "jlee", "--read-on", "28 TAC 21.2818, the agency's page")
    assert "28 TAC" not in recoup(ledger, "letter", "7K4Q", "contest", "--law", "texas", "--to", "md").err
