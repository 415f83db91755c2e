"""Every hostile file of the reliability standard, with what the reader says about it beside it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ledger.core.finding import Finding
from ledger.report.findings.text import as_text
from ledger.store.yaml import events
from ledger.store.yaml.reader import OddError, document, read, salvaged
from ledger.store.yaml.screen import named

HOSTILE = Path(__file__).parents[2] / "examples" / "hostile"
REFUSED = sorted(path for path in HOSTILE.glob("*.yaml") if not path.name.startswith("taken-"))
TAKEN = sorted(HOSTILE.glob("taken-*.yaml"))


def _said(file: Path, findings: list[Finding]) -> str:
    return as_text(finding._replace(file=file.name) for finding in findings)


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_a_hostile_file_is_refused_with_its_place(file: Path) -> None:
    tree, findings = read(file.read_bytes())
    assert _said(file, findings) == file.with_suffix(".txt").read_text(encoding="utf-8")
    assert (tree is None) == any(finding.code != "LED113" for finding in findings)
    assert all(finding.line and finding.column for finding in findings)


@pytest.mark.parametrize("file", TAKEN, ids=lambda file: file.stem)
def test_an_odd_file_is_taken_without_a_word(file: Path) -> None:
    tree, findings = read(file.read_bytes())
    assert tree
    assert findings == []


def test_every_expectation_has_its_file() -> None:
    assert {path.stem for path in HOSTILE.glob("*.txt")} == {path.stem for path in REFUSED}


def test_every_scalar_is_the_text_that_stands_in_the_file() -> None:
    tree, _ = read((HOSTILE / "taken-y13-words.yaml").read_bytes())
    assert tree == {
        "zeros": "0123",
        "underscore": "1_000",
        "money": "1.10",
        "huge": "1e400",
        "nan": ".nan",
        "no_word": "NO",
        "yes_word": "yes",
        "clock": "12:30:45",
        "tilde": "~",
        "null_word": "null",
        "empty": None,
        "quoted": "",
        "hex": "0x1F",
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: " + b"x" * (20 * 1024 * 1024), "LED109"),
        (b"a: " + b"1" * 200_000, "LED109"),
        (b"a: [" + b"1," * 100_000 + b"]", "LED109"),
        (b"# c\n" * 100_000, "LED109"),
        (b"a:\n" + b"\t- b\n" * 10_000, "LED108"),
    ],
    ids=["one 20 MB value", "a 200,000-digit number", "100,000 items", "100,000 comment lines", "10,000 tabs"],
)
def test_size_costs_neither_time_nor_memory(data: bytes, code: str) -> None:
    started = time.perf_counter()
    tree, findings = read(data)
    assert time.perf_counter() - started < 5
    assert tree is None
    assert findings[0].code == code
    assert len(findings) <= 100


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        (b"a: 1\n#" + b"x" * (1024 * 1024 - 6), b"x", ("LED109", 1, 1)),
        (b"# \\\na: 1\n" + b"#\n" * 19_998, b"#\n", ("LED109", 20_000, 1)),
        (b"a: [" + b"1," * 50_000, b"1,", ("LED109", 1, 100_005)),
        (b"a: " + b"x" * 65_536, b"x", ("LED109", 1, 4)),
    ],
    ids=["bytes", "lines", "values", "characters"],
)
def test_as_much_as_a_file_may_hold_is_read_and_no_more(most: bytes, more: bytes, said: tuple[str, int, int]) -> None:
    end = b"]" if b"[" in most else b""
    assert read(most + end)[1] == []
    tree, findings = read(most + more + end)
    assert tree is None
    assert [(one.code, one.line, one.column) for one in findings] == [said]


@pytest.mark.parametrize("pair", ["[]", "{}", "[}", "{]"])
def test_twelve_levels_are_read_and_no_more(pair: str) -> None:
    """Lists, blocks, and both by turns, read at once and by the second look that a backslash asks for."""

    def nested(levels: int) -> str:
        text = "x"
        for level in range(levels):
            text = f"[{text}]" if pair[level % 2] in "[]" else f"{{a: {text}}}"
        return text

    for backslash in ("", "# \\\n"):
        assert read(f"{backslash}a: {nested(11)}".encode())[1] == []
        (found,) = read(f"{backslash}a: {nested(12)}".encode())[1]
        assert (found.code, found.message) == ("LED109", "more than 12 levels lie in one another")
    assert document(f"a: {nested(11)}")
    with pytest.raises(OddError):
        document(f"a: {nested(12)}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&a\nx: 1", [("LED104", 1, 1)]),
        ("!t\nx: 1", [("LED105", 1, 1)]),
        ("&a x: 1", [("LED104", 1, 1)]),
        ("!t x: 1", [("LED105", 1, 1)]),
        ("x: &a 1", [("LED104", 1, 4)]),
        ("x: !t 1", [("LED105", 1, 4)]),
        ("x: [&a 1]", [("LED104", 1, 5)]),
        ("x: [!t 1]", [("LED105", 1, 5)]),
        ("? &a [x]\n: 1", [("LED104", 1, 3), ("LED114", 1, 3)]),
        ("a: 1\n...\n%YAML 1.2\n---\nb: 2", [("LED105", 3, 1), ("LED106", 3, 1)]),
    ],
)
def test_decorations_are_named_wherever_they_stand(text: str, said: list[tuple[str, int, int]]) -> None:
    assert [(one.code, one.line, one.column) for one in read(text.encode())[1]] == said
    with pytest.raises(OddError):
        document(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n<<<<<<< mine\na: 1\n", ("LED115", 2, 1, "both versions of a change stand in the file, lines 2 to 2")),
        ("\n\ta: 1\n", ("LED108", 2, 1, "a tab stands in the text")),
        ("\na: \x07\n", ("LED107", 2, 4, "a control character (U+0007) hides in the text")),
        ('"a\\tb": 1', ("LED114", 1, 1, "the key holds a character that cannot be printed")),
        (f"a: b #{'x' * 39}", ("LED113", 1, 6, f"the value ends before #{'x' * 39}: the rest counts as a comment")),
        (f"a: b #{'x' * 40}", ("LED113", 1, 6, f"the value ends before #{'x' * 36}...: the rest counts as a comment")),
    ],
)
def test_what_is_said_of_a_place(text: str, said: tuple[str, int, int, str]) -> None:
    (found,) = read(text.encode())[1]
    assert (found.code, found.line, found.column, found.message) == said


def test_characters_are_named_and_never_shown() -> None:
    turning = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert {named(chr(point)) for point in turning} == {
        f"a direction-changing character (U+{point:04X})" for point in turning
    }
    beside = [0x061D, 0x0001, 0x202F, 0x2065, 0x206A]
    assert [named(chr(point)) for point in beside] == [f"a control character (U+{point:04X})" for point in beside]
    assert named("\ufeff") == "a byte-order mark (U+FEFF)"


@pytest.mark.parametrize("data", [b"{}", b"# see #4411\n{}", b"# \\\n--- {}\n"])
def test_an_empty_block_is_a_document_without_keys(data: bytes) -> None:
    assert read(data) == ({}, [])


def test_what_can_be_understood_of_a_faulty_file_is_kept_for_further_checks() -> None:
    tree, findings = salvaged(
        b"id: A\nid: B\ndemand:\n  amount:\t1\n  dated_on: 2026-02-30\nclaims:\n  - number: x\n  bad\n"
    )
    assert [finding.code for finding in findings] == ["LED103", "LED108", "LED101"]
    assert tree == {"id": "A", "demand": {"amount": "1", "dated_on": "2026-02-30"}, "claims": [{"number": "x"}]}


def test_an_escape_that_names_no_character_is_refused_by_either_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.code for one in read(b'a: "\\UFFFFFFFF"')[1]] == ["LED101"]
    monkeypatch.setattr(events, "_parser", events.PureParser)
    assert [(one.code, one.line, one.column) for one in read(b'a: "\\UFFFFFFFF"')[1]] == [("LED101", 1, 1)]


def test_the_pure_parser_stands_in_for_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = events._parser  # noqa: SLF001 - which of the two was found is nobody else's business
    monkeypatch.setattr(events, "_parser", events.PureParser)
    for file in REFUSED:
        tree, findings = read(file.read_bytes())
        assert findings, file.name
        assert tree is None or {finding.code for finding in findings} == {"LED113"}, file.name
    for file in TAKEN:
        tree, findings = read(file.read_bytes())
        monkeypatch.setattr(events, "_parser", compiled)
        assert (tree, findings) == read(file.read_bytes()), file.name
        monkeypatch.setattr(events, "_parser", events.PureParser)
