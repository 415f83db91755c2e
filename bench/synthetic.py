"""Made-up ledgers of any size for measuring: lifelike cases, the same on every run."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random

from ledger.store.profiles import regime_text

ROOT = Path(__file__).resolve().parent.parent
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAYER = "bench-health"
CODES = ("90837", "90834", "99213", "99214", "97110", "20610")

SETTINGS = """\
format: 1
practice:
  name: Bluestem Medical Group
time_zone: America/Chicago
people:
  - id: jlee
    name: Jordan Lee
    email: jlee@bluestem.example
"""
PAYER_FILE = """\
name: Bench Health
line_of_business: commercial
funding: fully_insured
regime: texas
issued_in: TX
network: contracted
"""


def case_text(case_id: str, dated: date, chance: Random) -> str:
    """One case file of about four kilobytes: one to ten claims, comments, money unquoted, a block of text."""
    lines: list[str] = []
    total = 0
    for number in range(chance.randint(1, 10)):
        lines += [
            f"  - number: {chance.randrange(10**12):013d}",
            f"    patient: P-{chance.randrange(1000, 9999)}",
            f"    payment_received_on: {dated - timedelta(days=chance.randrange(60, 300))}",
            "    lines:",
        ]
        for line in range(chance.randint(1, 5)):
            cents = chance.randrange(1500, 20000)
            total += cents
            lines += [
                f"      - line: {line + 1}",
                f"        served_on: {dated - timedelta(days=chance.randrange(300, 500))}",
                f"        procedure: {chance.choice(CODES)}",
                f"        paid: {(cents + 5000) / 100:.2f}",
                f"        demanded: {cents / 100:.2f}  # as the letter's table prints it, row {number}",
            ]
    head = [
        "# yaml-language-server: $schema=../../schema/case.schema.json",
        f"id: {case_id}",
        "title: Sessions paid at one code, said to be another",
        f"payer: {PAYER}",
        "funding: fully_insured",
        "owner: jlee",
        "",
        "demand:",
        f"  reference: BH-{chance.randrange(10**9):09d}",
        f"  dated_on: {dated}",
        f"  received_on: {dated + timedelta(days=4)}",
        "  received_evidence: date stamp, envelope kept",
        f"  answer_by: {dated + timedelta(days=30)}",
        f"  amount: {total / 100:.2f}",
        "  reason: time_based_coding",
        "  stated: Session length not supported by the record.",
        "",
        "claims:",
    ]
    tail = ["", "communications:"]
    for call in range(chance.randint(1, 4)):
        at = dated + timedelta(days=6 + call)
        tag = "".join(chance.choice(ALPHABET) for _ in range(4))
        tail += [
            f"  - at: {at}T10:20",
            "    by: jlee",
            "    channel: phone",
            "    summary: |",
            "      Asked for the audit worksheet and for the name of the reviewer.",
            "      They will mail it within ten days.",
            f"    reference: CALL-{chance.randrange(10**6)}",
            f"    recorded: {at}T16:22:07Z jlee {tag}",
        ]
    return "\n".join([*head, *lines, *tail]) + "\n"


def make(folder: Path, cases: int) -> list[Path]:
    """Write a ledger of so many cases into a new folder, with one saved state; returns the case files."""
    folder.mkdir(parents=True)
    (folder / "ledger.yaml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    (folder / "payers").mkdir()
    (folder / "payers" / f"{PAYER}.yaml").write_text(PAYER_FILE, encoding="utf-8", newline="\n")
    (folder / "rules").mkdir()
    for name in ("state-insured", "texas"):
        (folder / "rules" / f"{name}.yaml").write_bytes(regime_text(name))
    shutil.copytree(ROOT / "schema", folder / "schema")
    chance = Random(1)  # noqa: S311 - the same cases on every run
    files = []
    for _ in range(cases):
        dated = date(2025, 4, 1) + timedelta(days=chance.randrange(500))
        case_id = f"RC-{dated.year}-" + "".join(chance.choice(ALPHABET) for _ in range(6))
        month = folder / "cases" / f"{dated:%Y-%m}"
        month.mkdir(parents=True, exist_ok=True)
        path = month / f"{case_id}.yaml"
        path.write_text(case_text(case_id, dated, chance), encoding="utf-8", newline="\n")
        files.append(path)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Jordan Lee")
    git(folder, "config", "user.email", "jlee@bluestem.example")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A ledger to measure")
    return files


def git(folder: Path, *words: str) -> None:
    """Run git in the folder, away from the settings of whoever measures."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **quiet}, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("cases", type=int)
    asked = words.parse_args()
    print(f"{len(make(asked.folder, asked.cases))} cases in {asked.folder}")
