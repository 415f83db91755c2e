"""Templates are code: what they may do, what stops them, and where the finger points."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.core.letter.content import letter_data
from ledger.store.letters import rendering, sandbox
from ledger.store.letters.rendering import render
from ledger.store.letters.templates import Templates, base_of, templates_of, with_base
from ledger.store.refusal import REFUSED, Refused
from tests.conftest import ROOT
from tests.core.letter.matters import whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits, only our clock")


def rendered(source: str, data: dict[str, object] | None = None, **more: str) -> str:
    others = {f"{name}.md.j2": text for name, text in more.items()}
    return render(Templates({"a.md.j2": source, **others}, frozenset()), "a.md.j2", data or {})


def refused(source: str, data: dict[str, object] | None = None) -> str:
    with pytest.raises(Refused) as caught:
        rendered(source, data)
    assert caught.value.exit_code == REFUSED
    assert "LED605 letter-not-made" in caught.value.message
    return caught.value.message


LOOPS = "{% for a in letter.x %}" * 4 + "{% endfor %}" * 4


@POSIX
@pytest.mark.parametrize("source", [LOOPS, "{{ 2 ** (10 ** 9) }}"])
def test_a_template_that_runs_on_is_stopped(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = rendering._CHILD.read_text(encoding="utf-8")  # noqa: SLF001 - the same child, with a second instead of five
    assert "CPU_SECONDS = 5\n" in text
    (tmp_path / "sandbox.py").write_text(text.replace("CPU_SECONDS = 5\n", "CPU_SECONDS = 1\n"), encoding="utf-8")
    monkeypatch.setattr(rendering, "_CHILD", tmp_path / "sandbox.py")
    said = refused(source, {"x": ["a"] * 400})
    # a step that never returns is ended from outside, which says it otherwise
    assert "it takes more time than a letter may" in said or "it took more time or memory than a letter may" in said


@POSIX
@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' * 2000000000 }}",
        "{{ '%2000000000s' % 1 }}",
        "{{ 'a'.ljust(900000000) }}",
        "{{ ('a' * 3000000).replace('a', 'b' * 1000) }}",
    ],
)
def test_a_template_that_grows_is_stopped(source: str) -> None:
    assert "it takes more memory than a letter may" in refused(source)


def test_a_text_longer_than_any_letter_is_stopped() -> None:
    assert "the text grew longer than any letter" in refused("{{ 'x' * 20000000 }}")


@pytest.mark.parametrize("name", ["range", "lipsum", "cycler", "joiner", "namespace", "dict"])
def test_nothing_global_is_there(name: str) -> None:
    assert f"'{name}' is undefined" in refused(f"{{{{ {name}(3) }}}}")


@pytest.mark.parametrize("name", ["attr", "center", "tojson", "format", "safe", "batch", "xmlattr", "map"])
def test_filters_that_no_letter_needs_are_not_there(name: str) -> None:
    assert f"No filter named '{name}'" in refused(f"{{{{ letter.x | {name} }}}}", {"x": "a"})


@pytest.mark.parametrize(
    "source",
    [
        "{{ letter.x.append(1) }}",
        "{{ letter.update({}) }}",
        "{{ letter.__class__ }}",
        "{{ letter.x.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(letter) }}",
        "{{ ''.__class__.__mro__ }}",
    ],
)
def test_data_cannot_be_changed_nor_objects_reached(source: str) -> None:
    assert "unsafe" in refused(source, {"x": []})


def test_an_unknown_name_is_an_error_with_its_line_and_never_a_hole() -> None:
    assert refused("Dear\n\n{{ letter.patient_nmae }}") == (
        "templates/letters/a.md.j2:3: LED605 letter-not-made: 'dict object' has no attribute 'patient_nmae'"
    )


def test_the_line_is_named_in_the_template_that_was_drawn_in() -> None:
    with pytest.raises(Refused) as caught:
        rendered("{% include 'b.md.j2' %}", b="x\n{{ letter.nobody }}")
    assert caught.value.message.startswith("templates/letters/b.md.j2:2: ")


def test_what_is_not_jinja_is_named_by_its_line() -> None:
    assert refused("one\n{% if %}").startswith("templates/letters/a.md.j2:2: ")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..\\secret", "_spine.md.j2"])
def test_only_the_letters_own_templates_can_be_drawn_in(name: str) -> None:
    quoted = name.replace("\\", "\\\\")
    assert "there is no template" in refused(f"{{% include '{quoted}' %}}")


def test_data_is_never_a_template_and_never_markup() -> None:
    hostile = "{{ 7*7 }} {% raw %} <b> [x](http://y) *a* _b_ | # `c` &amp;"
    assert rendered("{{ letter.x }}", {"x": hostile}) == (
        "{{ 7\\*7 }} {% raw %} \\<b\\> [x\\](http://y) \\*a\\* \\_b\\_ \\| # \\`c\\` \\&amp;\n"
    )


def test_a_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import sys; sys.stdout.write('[]'); sys.exit(9)\n")
    monkeypatch.setattr("ledger.store.letters.rendering._CHILD", dying)
    assert "more time or memory" in refused("x")


def test_a_child_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "hanging.py"
    hanging.write_text("import time; time.sleep(60)\n")
    monkeypatch.setattr("ledger.store.letters.rendering._CHILD", hanging)
    monkeypatch.setattr("ledger.store.letters.rendering.PATIENCE_SECONDS", 0.3)
    assert "more time or memory" in refused("x")


def test_the_sandbox_speaks_for_itself() -> None:
    assert sandbox.render("a", {"a": "{{ letter.x | upper }}"}, {"x": "b"}) == "B"
    with pytest.raises(sandbox.TooLong):
        sandbox.render("a", {"a": "{{ 'x' * 3000000 }}"}, {})
    assert sandbox.blame(MemoryError(), "a", {})["why"] == "it takes more memory than a letter may"
    assert sandbox.blame(ValueError(), "a", {}) == {"template": "a", "line": 0, "why": "ValueError"}


# where templates come from


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped" / "letters"
    folder.mkdir(parents=True)
    (folder / "contest.md.j2").write_text("shipped")
    (folder / "_spine.md.j2").write_text("spine")
    (folder / "letter.typ").write_text("not a template of letters")
    return tmp_path / "shipped"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "ledger" / "templates" / "letters").mkdir(parents=True)
    return tmp_path / "ledger"


def own(root: Path, name: str = "contest.md.j2") -> Path:
    return root / "templates" / "letters" / name


def test_the_ledgers_own_template_takes_the_place_of_the_shipped_one(shipped: Path, root: Path) -> None:
    own(root).write_bytes(b"ours\r\n")
    templates = templates_of(shipped, root)
    assert templates.texts == {"contest.md.j2": "ours\n", "_spine.md.j2": "spine"}
    assert templates.own == {"contest.md.j2"}


def test_without_own_templates_the_shipped_ones_serve(shipped: Path, tmp_path: Path) -> None:
    assert templates_of(shipped, tmp_path / "nowhere").own == frozenset()


def test_a_revision_names_the_template_and_what_it_draws_in(shipped: Path, root: Path) -> None:
    before = templates_of(shipped, root).revision("contest.md.j2")
    own(root, "_spine.md.j2").write_text("changed")
    after = templates_of(shipped, root).revision("contest.md.j2")
    assert len(before) == len(after) == 8
    assert before != after


def test_an_ejected_template_remembers_its_base() -> None:
    text = with_base("words\n", "4c1d9e02")
    assert base_of(text) == "4c1d9e02"
    assert base_of("words\n") == ""
    assert rendered(text) == "words\n"


@POSIX
def test_links_are_refused_wherever_they_stand(shipped: Path, root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    own(root).symlink_to(secret)
    with pytest.raises(Refused, match="a link"):
        templates_of(shipped, root)
    own(root).unlink()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "templates" / "letters").rmdir()
    (root / "templates" / "letters").symlink_to(elsewhere)
    with pytest.raises(Refused, match="plain folders"):
        templates_of(shipped, root)


@POSIX
def test_only_plain_small_readable_files_are_templates(shipped: Path, root: Path) -> None:
    os.mkfifo(own(root))
    with pytest.raises(Refused, match="no plain file"):
        templates_of(shipped, root)
    own(root).unlink()
    own(root).write_bytes(b"x" * (64 * 1024 + 1))
    with pytest.raises(Refused, match="larger than"):
        templates_of(shipped, root)
    own(root).write_bytes(b"\xff\xfe")
    with pytest.raises(Refused, match="not UTF-8"):
        templates_of(shipped, root)


def test_odd_names_are_refused(shipped: Path, root: Path) -> None:
    own(root, "Contest copy.md.j2").write_text("x")
    with pytest.raises(Refused, match="small letters"):
        templates_of(shipped, root)


def test_an_own_block_takes_the_place_of_the_shipped_one_in_every_letter(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "letters"
    folder.mkdir(parents=True)
    shipped_letters = templates_of(ROOT / "templates", None)
    text = shipped_letters.texts["_reservation.md.j2"].replace(
        "All rights and defenses are reserved", "We reserve it all"
    )
    (folder / "_reservation.md.j2").write_text(with_base(text, shipped_letters.base("_reservation.md.j2")))
    templates = templates_of(ROOT / "templates", tmp_path)
    assert templates.own == {"_reservation.md.j2"}
    assert templates.outdated == ()
    data = letter_data(whole("good_cause"), "MARK")
    assert "We reserve it all, and nothing" in render(templates, "good_cause.md.j2", data)
    assert templates.revision("good_cause.md.j2") != shipped_letters.revision("good_cause.md.j2")


def test_an_own_template_says_that_the_shipped_words_changed_since(shipped: Path, root: Path) -> None:
    own(root).write_text(with_base("ours", templates_of(shipped, None).base("contest.md.j2")))
    assert templates_of(shipped, root).outdated == ()
    (shipped / "letters" / "contest.md.j2").write_text("shipped anew")
    assert templates_of(shipped, root).outdated == ("contest.md.j2",)
    own(root).write_text("ours, taken from nothing")
    assert templates_of(shipped, root).outdated == ()


def test_a_letter_of_five_thousand_lines_is_made() -> None:
    matter = whole("contest")
    [claim] = matter.case.claims
    lines = tuple(claim.lines[0]._replace(line=str(number)) for number in range(5000))
    demand = matter.case.demand._replace(amount=(claim.lines[0].demanded or Decimal(0)) * 5000)
    case = matter.case._replace(claims=(claim._replace(lines=lines),), demand=demand)
    group = matter.group._replace(claims=case.claims)
    text = render(
        templates_of(ROOT / "templates", None),
        "contest.md.j2",
        letter_data(matter._replace(case=case, group=group), "M"),
    )
    assert text.count("\n| C-1, line ") == 5000
