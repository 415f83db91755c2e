"""Later papers of the payer and other documents, taken in by the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.desk import Git, Golden, Recoup, laid_out, private, untouched


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "desk")


def second_notice(desk: Path) -> tuple[str, ...]:
    """A second letter with a new number, another amount and a later day."""
    return (
        "receive",
        "7K4Q",
        str(desk / "second.pdf"),
        *("--kind", "second-notice"),
        *("--dated-on", "3/9/2026"),
        *("--received-on", "3/9/2026"),
        *("--answer-by", "4/8/2026"),
        *("--reference", "VND-88120"),
        *("--amount", "1,170.50"),
    )


def test_a_second_notice_is_added_and_the_first_date_stands(
    sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    done = recoup(sample, *second_notice(desk))

    assert (done.code, done.err) == (0, "")
    golden("taking-in/receive.txt", done.out)
    golden("taking-in/receive.diff", git(sample, "diff", "-U1", "HEAD~1", "HEAD", "--", "cases"))
    golden("taking-in/receive-message.txt", git(sample, "log", "-1", "--format=%B"))
    assert private(sample) == ["RC-2026-7K4QXM/second-notice.pdf"]
    assert recoup(sample, "show", "VND-88120").code == 0


def test_the_same_paper_is_not_taken_in_twice(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, *second_notice(desk))

    again = recoup(sample, *second_notice(desk))

    assert again.code == 2
    assert "has this paper already, as [second-notice]" in again.err
    assert len(git(sample, "log", "--format=%s").splitlines()) == 2


def test_a_second_paper_of_one_kind_gets_its_own_names(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, *second_notice(desk))

    words = ("receive", "7K4Q", str(desk / "letter.pdf"), "--kind", "second_notice", "--dated-on", "3/9/2026")

    done = recoup(sample, *words, env={"RECOUP_SEED": "2"})

    assert done.code == 0
    added = git(sample, "show", "--format=", "HEAD")
    assert "+  - id: second-notice-2\n+    kind: second_notice" in added


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("7K4Q", "missing.pdf", "--kind", "statement", "--dated-on", "3/9/2026"), 3, "is not a file"),
        (("7K4Q", "second.pdf", "--kind", "statement"), 2, "--dated-on is missing"),
        (("7K4Q", "second.pdf", "--kind", "letter"), 2, "'letter' is not a kind of notice"),
        (("7K4Q", "second.pdf", "--kind", "statement", "--dated-on", "3/10/2026"), 2, "has not come yet"),
        (
            ("7K4Q", "second.pdf", "--kind", "statement", "--dated-on", "3/9/2026", "--amount", "1.005"),
            2,
            "more than two decimals",
        ),
        (("ZZZZ", "second.pdf", "--kind", "statement"), 2, "no case is called 'ZZZZ'"),
    ],
)
def test_a_paper_that_cannot_be_right_is_refused(
    sample: Path, desk: Path, recoup: Recoup, git: Git, words: tuple[str, ...], code: int, said: str
) -> None:
    named = [str(desk / word) if word == "second.pdf" else word for word in words]

    done = recoup(sample, "receive", *named)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert untouched(sample, git)


def test_a_private_folder_that_is_not_here_takes_nothing(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "config", "recoup.private", "../share")

    done = recoup(sample, *second_notice(desk))

    assert done.code == 3
    assert "is not here" in done.err
    assert untouched(sample, git)


# attach


def test_a_document_is_kept_and_noted(sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    words = ("attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "medical-record", "--dated-on", "9/15/2025")

    done = recoup(sample, *words, "--name", "chart", "--title", "Session notes")

    assert (done.code, done.err) == (0, "")
    golden("taking-in/attach.txt", done.out)
    golden("taking-in/attach.diff", git(sample, "diff", "-U1", "HEAD~1", "HEAD", "--", "cases"))
    assert private(sample) == ["RC-2026-7K4QXM/chart.pdf"]


def test_a_name_that_is_taken_is_refused(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "proof", "--name", "demand")

    assert done.code == 2
    assert "has a document 'demand' already" in done.err
    assert untouched(sample, git)


def test_a_dry_run_of_attach_copies_nothing(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "proof", "--dry-run")

    assert done.code == 0
    assert "RC-2026-7K4QXM/proof.pdf" in done.out
    assert untouched(sample, git)
