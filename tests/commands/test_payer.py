"""``recoup payer``: files from a profile or from nothing, with the rules that their facts bring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.core.payer_law import answer_not_dated
from ledger.store.profiles import profiles

Recoup = Callable[..., Any]
Git = Callable[..., str]
Terminal = Callable[..., tuple[str, int]]

NO_WINDOW = "No window for an answer is known: type the answer-by date of each letter."
OHIO = ("--line-of-business", "commercial", "--funding", "fully-insured", "--issued-in", "ohio")


@pytest.mark.parametrize("profile", profiles())
def test_every_profile_makes_a_payer_file_that_passes(sample: Path, recoup: Recoup, git: Git, profile: str) -> None:
    done = recoup(sample, "payer", "add", "a-new-one", "--name", "New: One, Inc.", "--profile", profile)
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert recoup(sample, "check").code == 0
    assert git(sample, "log", "-1", "--format=%s") == "Add payer a-new-one\n"
    assert git(sample, "status", "--porcelain") == ""
    shown = recoup(sample, "payer", "show", "a-new-one").out
    assert all(len(line) <= 80 for line in shown.splitlines())
    data = json.loads(recoup(sample, "payer", "show", "a-new-one", "--format", "json").out)
    assert (data["name"], data["kind"]) == ("New: One, Inc.", "payer")


def test_the_rules_come_along_in_the_same_save(sample: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "rm", "-q", "rules/texas.yaml")
    git(sample, "commit", "-q", "-m", "Without Texas")
    done = recoup(sample, "payer", "add", "bluebonnet", "--name", "Bluebonnet", "--regime", "texas")
    assert "Next: recoup new --payer bluebonnet" in done.out
    assert git(sample, "show", "--format=", "--name-only").split() == ["payers/bluebonnet.yaml", "rules/texas.yaml"]
    text = (sample / "payers" / "bluebonnet.yaml").read_text(encoding="utf-8")
    assert "issued_in: TX" in text
    assert "funding" not in text  # nobody may take for granted who funds a plan


def test_facts_bring_the_rules_and_what_they_rest_on(sample: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "rm", "-q", "rules/texas.yaml", "rules/state-insured.yaml")
    git(sample, "commit", "-q", "-m", "Without any state")
    done = recoup(sample, "payer", "add", "buckeye", "--name", "Buckeye", *OHIO, "--network", "contracted")
    assert (done.err, done.code) == ("", 0)
    assert "Rules: Ohio overpayment recovery law (rules/ohio.yaml)\n" in done.out
    assert "  with rules/state-insured.yaml, on which they rest\n" in done.out
    assert "Law: Ohio overpayment recovery law (commercial, insured, issued in OH)\n" in done.out
    assert NO_WINDOW not in done.out
    assert git(sample, "show", "--format=", "--name-only").split() == [
        "payers/buckeye.yaml",
        "rules/ohio.yaml",
        "rules/state-insured.yaml",
    ]
    text = (sample / "payers" / "buckeye.yaml").read_text(encoding="utf-8")
    facts = "line_of_business: commercial\nfunding: fully_insured\nissued_in: OH\nnetwork: contracted\n"
    assert f"regime: contract\n{facts}" in text
    again = recoup(sample, "payer", "add", "buckeye-two", "--name", "Buckeye Two", *OHIO)
    assert "Rules: Ohio overpayment recovery law (rules/ohio.yaml, here already)\n" in again.out


def test_a_plan_of_an_employer_brings_its_rules_although_a_case_must_add_to_them(sample: Path, recoup: Recoup) -> None:
    words = ("--line-of-business", "commercial", "--funding", "self_funded", "--sponsor", "union")
    done = recoup(sample, "payer", "add", "welders", "--name", "Welders Fund", *words, "--network", "not-contracted")
    assert "Rules: ERISA claims procedure (rules/erisa.yaml, here already)" in done.out
    assert "ask: a signed assignment of benefits" in done.out


def test_what_is_not_known_stays_so_and_says_what_it_blocks(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", "--line-of-business", "commercial")
    assert "ask: who pays the claims: the insurer, or the patient's employer" in done.out
    assert "until then without a day by law:" in done.out
    assert "funding" not in (sample / "payers" / "zed.yaml").read_text(encoding="utf-8")
    unknown = recoup(sample, "payer", "add", "zett", "--name", "Zett", *OHIO[:2], "--funding", "unknown")
    assert "funding: unknown\n" in (sample / "payers" / "zett.yaml").read_text(encoding="utf-8")
    assert "ask: who pays the claims" in unknown.out
    shown = recoup(sample, "payer", "show", "zett").out
    assert "law       letter and contract (no law is decided yet; the letter and the" in shown
    assert "            ask: who pays the claims" in shown


def test_a_fact_that_is_typed_takes_the_place_of_the_profiles(sample: Path, recoup: Recoup) -> None:
    words = ("--profile", "sunflower-kansas", "--line-of-business", "medicare-advantage", "--network", "contracted")
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", *words)
    assert "Rules: Medicare Advantage, with a contract (rules/medicare-advantage.yaml)" in done.out
    text = (sample / "payers" / "zed.yaml").read_text(encoding="utf-8")
    assert text.count("line_of_business:") == 1
    assert "line_of_business: medicare_advantage\n" in text


def test_rules_that_a_profile_names_do_not_say_that_there_is_a_contract(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "hta", "--name", "HTA", "--profile", "healthteam-advantage")
    assert "Law: not known yet; known: line of business medicare advantage\n" in done.out
    assert "ask: whether you have a contract with this plan" in done.out
    assert "network" not in (sample / "payers" / "hta.yaml").read_text(encoding="utf-8")
    words = ("--profile", "healthteam-advantage", "--network", "not_contracted")
    other = recoup(sample, "payer", "add", "hta-two", "--name", "HTA Two", *words)
    assert "Rules: Medicare Advantage, without a contract (rules/medicare-advantage-noncontract.yaml)" in other.out
    assert "set aside: medicare-advantage: network not contracted" in other.out


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is not to be had there")
class TestAtATerminal:
    """What only the user can know is asked in plain words, and never which rules."""

    def test_each_answer_decides_what_is_asked_next(self, sample: Path, at_terminal: Terminal) -> None:
        answers = "commercial\nthe insurer\nnowhere\nOhio\nyes\n"
        said, code = at_terminal(sample, "payer", "add", "buckeye", "--name", "Buckeye", typed=answers)
        assert code == 0, said
        for question in (
            "What kind of plan is it",
            "Who pays the claims: the insurer, or the patient's employer?",
            "In which state was the policy issued?",
            "Do you have a contract with this plan?",
        ):
            assert question in said
        assert "'nowhere' is no state" in said
        assert "Who is the employer?" not in said
        assert "rules" not in said.partition("payers/buckeye.yaml")[0].casefold()
        assert "Rules: Ohio overpayment recovery law (rules/ohio.yaml)" in said
        text = (sample / "payers" / "buckeye.yaml").read_text(encoding="utf-8")
        assert "funding: fully_insured\nissued_in: OH\nnetwork: contracted\n" in text

    def test_an_employer_is_asked_for_and_no_state(self, sample: Path, at_terminal: Terminal) -> None:
        answers = "commercial\nemployer\ncompany\nno\n"
        said, code = at_terminal(sample, "payer", "add", "acme", "--name", "Acme", typed=answers)
        assert code == 0, said
        assert "In which state" not in said
        text = (sample / "payers" / "acme.yaml").read_text(encoding="utf-8")
        assert "funding: self_funded\nsponsor: private_employer\nnetwork: not_contracted\n" in text

    def test_enter_leaves_it_open(self, sample: Path, at_terminal: Terminal) -> None:
        said, code = at_terminal(sample, "payer", "add", "zed", "--name", "Zed", typed="\n")
        assert code == 0, said
        assert "Who pays the claims" not in said
        assert "ask: what kind of plan it is" in said

    def test_what_is_known_is_not_asked(self, sample: Path, at_terminal: Terminal) -> None:
        said, code = at_terminal(sample, "payer", "add", "mac", "--name", "MAC", "--profile", "medicare-mac")
        assert code == 0, said
        assert "?" not in said


@pytest.mark.parametrize("profile", ["see-letter", "aetna", "anthem-national-accounts", "medicaid-mco-generic"])
def test_a_profile_without_a_window_says_that_the_letter_must_be_typed(
    sample: Path, recoup: Recoup, profile: str
) -> None:
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", "--profile", profile)
    assert NO_WINDOW in done.out
    words = ("new", "--payer", "zed", "--dated-on", "3/2/2026", "--amount", "310")
    assert "type the answer-by date of each letter" in " ".join(recoup(sample, "payer", "show", "zed").out.split())
    once_more = recoup(sample, *words)
    assert once_more.code == 0, once_more.err
    assert "No window for an answer is known: type the answer-by date of this letter." in once_more.out
    assert "NO DATE" in recoup(sample, "deadlines").out.partition("\n\n")[0] + recoup(sample, "deadlines").out
    typed = recoup(sample, *words, "--another", "--answer-by", "4/1/2026", env={"RECOUP_SEED": "3"})
    assert typed.code == 0, typed.err
    assert "No window" not in typed.out


def test_a_payer_with_a_window_or_a_law_for_it_says_nothing_of_the_kind(sample: Path, recoup: Recoup) -> None:
    for slug, words in (("u", ("--profile", "uhc")), ("m", ("--profile", "medicare-mac")), ("o", OHIO)):
        assert NO_WINDOW not in recoup(sample, "payer", "add", slug, "--name", slug.upper(), *words).out
        new = recoup(sample, "new", "--payer", slug, "--dated-on", "3/2/2026", "--amount", "310", "--another")
        assert "No window" not in new.out, slug


def test_nothing_of_ours_with_a_day_means_that_the_answer_is_not_dated() -> None:
    assert answer_not_dated(())


def test_a_vendor_is_named_in_the_cases_it_wrote_for(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "auditor", "--name", "Auditor", "--profile", "performant")
    assert "vendor: auditor (recoup edit CASE)" in done.out
    assert "role: vendor\n" in (sample / "payers" / "auditor.yaml").read_text(encoding="utf-8")
    shown = recoup(sample, "payer", "show", "auditor").out
    assert "law " not in shown
    assert "discussion: 2819 Southwest Blvd, San Angelo TX 76904" in shown


def test_dry_run_shows_and_writes_nothing(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", "--dry-run")
    assert '+name: "Zed"' in done.out
    assert not (sample / "payers" / "zed.yaml").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("lone-star-health", "--name", "X"), "there already"),
        (("Zed", "--name", "X"), "small letters"),
        (("../zed", "--name", "X"), "small letters"),
        (("zed", "--name", "X", "--regime", "ohoi"), "no rules called 'ohoi'"),
        (("zed", "--name", "X", "--profile", "nope"), "no profile is called 'nope'"),
        (("zed", "--name", "X", "--funding", "nobody"), "'nobody' is not a word for funding"),
        (("zed", "--name", "X", "--issued-in", "Ohoi"), "'Ohoi' is no state"),
        (("zed",), "--name is missing"),
    ],
)
def test_wrong_words_end_with_two_and_change_nothing(
    sample: Path, recoup: Recoup, git: Git, words: tuple[str, ...], part: str
) -> None:
    done = recoup(sample, "payer", "add", *words)
    assert done.code == 2
    assert part in done.err
    assert git(sample, "status", "--porcelain") == ""


def test_list_and_show(sample: Path, recoup: Recoup) -> None:
    listed = recoup(sample, "payer", "list").out
    assert "lone-star-health             texas" in listed
    assert all(len(line) <= 80 for line in listed.splitlines())
    shown = recoup(sample, "payer", "show", "Lone Star Health").out
    assert "first: 180 calendar days from the date of the paper (Provider manual" in shown
    assert "law       Texas prompt-pay rules (commercial, insured, issued in TX)" in shown
    assert "Not a substitute for the advice of an attorney." in shown
    assert "windows   none: type the answer-by date" in recoup(sample, "payer", "show", "harbor-plan").out
    assert "windows   none of its own" in recoup(sample, "payer", "show", "gulf-mac-part-b").out
    assert "windows" not in recoup(sample, "payer", "show", "harrow-and-finch").out
    data = json.loads(recoup(sample, "payer", "list", "--format", "json").out)
    assert {one["slug"] for one in data["payers"]} >= {"lone-star-health", "harbor-plan"}
    one = json.loads(recoup(sample, "payer", "show", "lone-star-health", "--format", "json").out)
    assert one["law"]["regime"] == "texas"
    assert [window["old"] for window in one["windows"]] == [False, False, False]
    assert recoup(sample, "payer", "show", "nobody").code == 2
