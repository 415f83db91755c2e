"""What is written in a seal, what somebody keeps of it, and what no longer fits."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from ledger.core.audit.seal import (
    Remembered,
    Sealed,
    free_name,
    is_due,
    kept_lines,
    kept_otherwise,
    manifest,
    name_for,
    rewritten,
    seal_text,
)

DAY = date(2026, 3, 9)
TAG, SAVE = "a" * 40, "b" * 40
FOUND = manifest({"b": "2" * 64, "a\udc80": "1" * 64}, {})


def sealed(name: str = "seal/2026-03-09", tag: str = TAG, at: str = SAVE, text: str = "") -> Sealed:
    return Sealed(name, tag, at, text or seal_text(name, FOUND, {"by": "jlee"}, None))


def test_a_manifest_is_what_sha256sum_would_print() -> None:
    lines = b"1" * 64 + b"  a\x80\n" + b"2" * 64 + b"  b\n"
    made = manifest({"b": "2" * 64, "a\udc80": "1" * 64}, {})
    assert made == FOUND == (sha256(lines).hexdigest(), 2, sha256(b"").hexdigest(), 0)


def test_the_text_of_a_seal() -> None:
    first = sealed()
    text = seal_text("seal/2026-03-09-2", FOUND, {"by": "jlee", "reason": "order"}, first, [first.kept_line])
    second = sealed("seal/2026-03-09-2", text=text)
    assert text.startswith("Seal of 2026-03-09-2\n\nfiles-sha256: ")
    assert (second.field("by"), second.field("files"), second.field("nothing")) == ("jlee", "2", "")
    assert second.field("previous") == first.kept_line == second.field("replaces")
    assert first.field("previous") == "none"


def test_names_are_never_used_twice() -> None:
    assert name_for(DAY, []) == "seal/2026-03-09"
    assert name_for(DAY, ["seal/2026-03-09", "seal/2026-03-09-2"]) == "seal/2026-03-09-3"
    ordered = sorted(
        [sealed("seal/2026-03-09-10"), sealed("seal/2026-03-09-2"), sealed(), sealed("seal/odd")],
        key=lambda one: one.order,
    )
    assert [one.name for one in ordered] == ["seal/2026-03-09", "seal/2026-03-09-2", "seal/2026-03-09-10", "seal/odd"]


def test_one_a_month() -> None:
    assert is_due(DAY, [])
    assert is_due(DAY, [sealed("seal/2026-02-28")])
    assert not is_due(DAY, [sealed("seal/2026-03-01")])


def test_the_lines_that_somebody_keeps() -> None:
    line = sealed().kept_line
    assert kept_lines(f"Dear Sir,\n> {line}\nseal/2026 nonsense\n") == (line,)


def test_a_history_that_holds_what_was_sealed() -> None:
    seen = Remembered(SAVE, (sealed().kept_line,))
    assert list(rewritten([sealed()], seen, frozenset({SAVE}), frozenset())) == []
    assert list(rewritten([], None, frozenset(), frozenset())) == []


def test_a_history_that_does_not() -> None:
    seen = Remembered("c" * 40, (sealed("seal/2026-02-01", tag="e" * 40).kept_line,))
    found = [one.finding.message for one in rewritten([sealed()], seen, frozenset(), frozenset())]
    assert found == [
        "seal/2026-03-09 stands on bbbbbbbbbb, which is no longer part of the history",
        "the audit before ended at cccccccccc, which is no longer part of the history",
        "seal/2026-02-01 is gone",
    ]


def test_what_a_removal_excuses_is_not_told_as_gone() -> None:
    old = sealed()
    seen = Remembered(SAVE, (old.kept_line,))
    excused = frozenset({old.name, TAG, SAVE})
    assert list(rewritten([old], seen, frozenset(), excused)) == []
    assert list(rewritten([], seen, frozenset(), excused)) == []


def test_a_seal_that_is_another_one_now() -> None:
    line = sealed().kept_line
    for other in (sealed(tag="f" * 40), sealed(at="f" * 40), sealed(text="nothing")):
        [found] = kept_otherwise(line, {other.name: other})
        assert found.finding.code == "LED752"
    assert list(kept_otherwise(line, {sealed().name: sealed()})) == []


def test_a_seal_that_another_name_was_given() -> None:
    assert free_name("seal/2026-03-09", ["seal/2026-03-09", "seal/2026-03-09-2"]) == "seal/2026-03-09-3"
    assert free_name("seal/else", []) == "seal/else"
    one = sealed()
    assert list(kept_otherwise(one.kept_line, {"seal/2026-03-09-2": one._replace(name="seal/2026-03-09-2")})) == []


def test_a_line_that_a_mail_broke() -> None:
    line = sealed().kept_line
    assert kept_lines(line.replace(" ", "\n  ")) == (line,)
