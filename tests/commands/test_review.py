"""``recoup review`` and ``recoup extrapolate`` on the sample ledger: what is found, picked and refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.store.library import Library
from tests.conftest import ROOT

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]

GROUND, UNSURE = "possible ground", "cannot tell"
FOUND = {
    "RC-2025-ZAB5RK": {
        ("sample_seed", UNSURE),
        ("other_provider", UNSURE),
        ("recoded_price", UNSURE),
        ("lookback", UNSURE),
        ("notice", UNSURE),
    },
    "RC-2025-E2F6SA": {("notice", UNSURE)},
    "RC-2025-GKH1MB": {("signature", GROUND)},
    "RC-2025-H3YFCF": {
        ("notice", GROUND),
        ("notice", UNSURE),
        ("reviewer", GROUND),
        ("taking", UNSURE),
        ("erisa", UNSURE),
    },
    "RC-2025-5WJ0ND": set(),
    "RC-2025-NXM23D": {("therapy_units", GROUND), ("already_paid", GROUND), ("notice", UNSURE)},
    "RC-2025-XD31PZ": {("law", UNSURE), ("timely_filing", UNSURE)},
    "RC-2026-C7HT9R": {("signature", UNSURE), ("notice", UNSURE)},
    "RC-2026-KK83N8": {("lookback", GROUND), ("coverage", GROUND), ("notice", UNSURE), ("taking", UNSURE)},
    "RC-2026-NPDMXC": {("time_code", GROUND), ("notice", UNSURE)},
    "RC-2026-0VNK5J": {("law", UNSURE)},
    "RC-2026-3FD9HW": set(),
    "RC-2026-8G7VFB": {("approval", GROUND), ("policy", GROUND), ("notice", UNSURE)},
    "RC-2026-BM6Y2K": {("law", UNSURE)},
    "RC-2026-Q8XE4V": {("law", UNSURE), ("other_payer", UNSURE), ("notice", UNSURE)},
    "RC-2026-VXKBC5": {("law", UNSURE), ("no_letter", UNSURE)},
    "RC-2026-7K4QXM": {("time_code", GROUND), ("notice", UNSURE), ("taking", UNSURE), ("law", UNSURE)},
    "RC-2026-9TB2RC": {("law", UNSURE), ("records", UNSURE)},
    "RC-2026-T4M8ZD": {("notice", UNSURE)},
}
"""What stands in each case of the sample, by check and verdict, and nothing else."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ledger to read in: nothing here writes."""
    root = tmp_path_factory.mktemp("sample") / "ledger"
    root.mkdir()
    for name in ("cases", "payers", "rules"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "ledger.yaml", root)
    return root


@pytest.mark.parametrize("case", FOUND)
def test_each_case_of_the_sample(ledger: Path, recoup: Recoup, case: str) -> None:
    done = recoup(ledger, "review", case, "--format", "json")
    assert (done.err, done.code) == ("", 0)
    said = json.loads(done.out)
    assert (said["kind"], said["case"]) == ("review", case)
    assert {(point["check"], point["verdict"]) for point in said["points"]} == FOUND[case]
    amounts = [-float(point["at_stake"]) for point in said["points"]]
    assert amounts == sorted(amounts)


def test_the_list_has_every_case_of_the_sample(ledger: Path) -> None:
    assert {path.stem for path in (ledger / "cases").rglob("*.yaml")} == set(FOUND)


@pytest.mark.parametrize("case", ["7K4Q", "T4M8"])
def test_the_screen(ledger: Path, recoup: Recoup, golden: Golden, case: str) -> None:
    done = recoup(ledger, "review", case)
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    golden(f"review/{case}.txt", done.out)


def test_a_file_that_cannot_be_read_is_named_where_it_may_matter(sample: Path, recoup: Recoup) -> None:
    other = sample / "cases" / "2026-03" / "RC-2026-T4M8ZD.yaml"
    other.write_text(other.read_text().replace("payer: lone-star-health", "payer: [x"))
    done = recoup(sample, "review", "7K4Q")
    assert "RC-2026-T4M8ZD.yaml: cannot be read as a case; recoup check says why" in done.err
    assert done.code == 0
    assert recoup(sample, "review", "KK83").err == ""


# picking


def test_a_person_picks_grounds_by_name_and_once(sample: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "review", "KK83", "--take", "lookback")
    assert done.code == 0, done.err
    assert done.out.startswith("Written as a ground: lookback.\n")
    file = "cases/2026-01/RC-2026-KK83N8.yaml"
    case = Library(sample).load_case(file).case
    assert case is not None
    ground = case.grounds[-1]
    assert (ground.id, ground.rule, ground.claims) == ("lookback", "28 TAC 21.2818", ())
    assert ground.point.startswith("The payments for the claims of this demand were received from May 29, 2025")
    assert ground.point.endswith("180 days from receipt of the payment for notifying the provider of the overpayment.")
    saved = git(sample, "log", "-1", "--format=%an|%s|%(trailers:key=Event,valueonly)")
    assert saved.startswith("Jordan Lee|RC-2026-KK83N8: ground picked: lookback|ground")
    assert "  Picked    stands in the case as lookback\n" in recoup(sample, "review", "KK83").out
    again = recoup(sample, "review", "KK83", "--take", "lookback")
    assert (again.code, again.out) == (0, "lookback stands in the case as a ground already; it is left as it is.\n")
    more = recoup(sample, "review", "KK83", "--take", "lookback, coverage")
    assert "Written as a ground: coverage.\n" in more.out
    assert git(sample, "status", "--short") == ""
    assert recoup(sample, "check", "cases").code == 0


def test_a_case_without_grounds_gets_them_as_a_list(sample: Path, recoup: Recoup) -> None:
    assert recoup(sample, "review", "7K4Q", "--take", "time_code").code == 0
    case = Library(sample).load_case("cases/2026-03/RC-2026-7K4QXM.yaml").case
    assert case is not None
    [ground] = case.grounds
    assert len(ground.claims) == 11
    assert "0026030217731/1" in ground.claims
    assert "0026030217731" not in ground.claims


@pytest.mark.parametrize(
    ("check", "code", "said"),
    [
        ("sums", 3, "sums found no possible ground in RC-2026-KK83N8\n  hint: recoup review shows what was found"),
        ("notice", 3, "it cannot tell yet; get: read the letter (demand)"),
        ("lookback,sums", 3, "sums found no possible ground"),
        ("lokback", 2, "did you mean lookback?"),
    ],
)
def test_what_was_not_found_is_not_picked(
    sample: Path, recoup: Recoup, git: Git, check: str, code: int, said: str
) -> None:
    done = recoup(sample, "review", "KK83", "--take", check)
    assert (done.code, said in done.err) == (code, True), done.err
    assert git(sample, "status", "--short") == ""
    assert git(sample, "log", "--format=%s") == "A sample ledger\n"


def test_what_would_be_written_can_be_looked_at_first(sample: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "review", "8G7V", "--take", "approval,policy", "--dry-run")
    assert "+  - id: approval\n" in done.out
    assert git(sample, "status", "--short") == ""


# a projected demand


def test_the_projection_worked_out_again(ledger: Path, recoup: Recoup, golden: Golden) -> None:
    done = recoup(ledger, "extrapolate", "ZAB5", "--overturn", "2224001000104,2224001000201")
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    golden("extrapolate-ZAB5.txt", done.out)


def test_the_projection_for_a_program(ledger: Path, recoup: Recoup) -> None:
    words = ("extrapolate", "ZAB5", "--format", "json", "--overturn", "2224001000205", "--confidence", "95%")
    said = json.loads(recoup(ledger, *words).out)
    assert (said["kind"], said["point_estimate"], said["confidence"]) == ("extrapolation", "34689.83", "95")
    assert said["ties_to"] is None
    assert said["counted_after"] == "reconsideration"
    assert said["overturned"]["point_estimate"] == "19838.86"
    assert [one["worked_out"] == one["left"] for one in said["decisions"]] == [False, False]  # not at 95 percent
    plain = json.loads(recoup(ledger, "extrapolate", "ZAB5", "--format", "json").out)
    assert plain["ties_to"] == "one-sided, normal, corrected"
    assert [one["worked_out"] == one["left"] for one in plain["decisions"]] == [True, True]
    assert "overturned" not in plain
    assert len(plain["claims"]) == 16
    assert plain["limits"][0] == {
        "sides": "one_sided",
        "method": "normal",
        "corrected": True,
        "degrees_of_freedom": None,
        "quantile": 1.2815516,
        "lower": "29564.28",
        "upper": "39815.39",
    }


def test_every_sampled_claim_can_be_shown(ledger: Path, recoup: Recoup) -> None:
    few = recoup(ledger, "extrapolate", "ZAB5").out
    assert "6 more: --all shows them" in few
    assert few.count("2224001000") < recoup(ledger, "extrapolate", "ZAB5", "--all").out.count("2224001000")


def test_what_is_missing_is_named_and_nothing_is_worked_out(ledger: Path, recoup: Recoup) -> None:
    done = recoup(ledger, "extrapolate", "KK83")
    assert done.code == 1
    assert "this case has no extrapolation" in done.out
    said = json.loads(recoup(ledger, "extrapolate", "KK83", "--format", "json").out)
    assert len(said["missing"]) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--overturn", "99"), "99 is not in the sample"),
        (("--confidence", "100"), "is not between 50 and 100"),
        (("--confidence", "nan"), "is not between 50 and 100"),
        (("--confidence", "99.99999999999999999999"), "is not between 50 and 100"),
        (("--confidence", "high"), "is not between 50 and 100"),
        (("--format", "csv"), "is not a format of extrapolate"),
    ],
)
def test_words_that_mean_nothing_are_refused(ledger: Path, recoup: Recoup, words: tuple[str, str], said: str) -> None:
    done = recoup(ledger, "extrapolate", "ZAB5", *words)
    assert (done.code, said in done.err) == (2, True), done.err
