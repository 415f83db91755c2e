"""What the documents say is true: commands, exit codes and links exist, and the project speaks of itself alone."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from ledger.commands.table import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXIT_CODES = {"0", "1", "2", "3", "70", "130"}


def tracked() -> list[Path]:
    """Every file of the project that git knows, or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


DOCUMENTS = [
    path for path in tracked() if path.suffix == ".md" and path.relative_to(ROOT).parts[0] not in ("tests", "templates")
]


def words_of_commands(text: str) -> set[str]:
    """The second word of everything that is written as a command: in code spans and code blocks."""
    code = "\n".join(
        [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]
    )
    return set(re.findall(r"(?:^|[\s\\/])recoup(?:\.exe)? +([a-z][a-z-]*)", code))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_in_a_document_exists(path: Path) -> None:
    assert words_of_commands(path.read_text(encoding="utf-8")) - set(COMMANDS) == set()


PROSE = {"is", "again", "shows", "amount"}
"""What follows the program's name where a sentence speaks of it."""


def test_every_command_that_a_screen_names_exists() -> None:
    found = [
        f"{path.relative_to(ROOT)}: recoup {word}"
        for folder in ("ledger", "templates")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".yaml", ".j2", ".typ"}
        for word in re.findall(r"\brecoup ([a-z][a-z-]+)", path.read_text(encoding="utf-8"))
        if word not in COMMANDS and word not in PROSE
    ]
    assert found == []


def test_the_readme_names_every_command() -> None:
    shown = {name for name, entry in COMMANDS.items() if not entry.hidden}
    assert shown - words_of_commands(README.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", [README, ROOT / "docs" / "exit-codes.md"], ids=lambda path: path.name)
def test_the_documents_know_every_exit_code(path: Path) -> None:
    rows = re.findall(r"^\| *(\d+) *\|", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == EXIT_CODES


def anchors(text: str) -> set[str]:
    """The places in a document that a link can name."""
    headings = re.findall(r"^#+ +(.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    lost = []
    for link in links:
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def test_every_document_is_found_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md"]
    assert [name for name in pages if f"({name})" not in index] == []


# Words that would show how or where the project was made, and hosts that belong in nobody's lock. Put together from
# parts, so that this file does not find itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"\bchat" + r"gpt\b",
            r"\bclau" + r"de\b",
            r"\banthro" + r"pic\b",
            r"\bopen" + r"ai\b",
            r"\bcopi" + r"lot\b",
            r"\bgenerated (?:by|with) (?:an? )?(?:a" + r"i|llm)\b",
            r"\blanguage mod" + r"el\b",
            r"(?<![\w.])/(?:wo" + r"rk|fa" + r"rm|ro" + r"ot)/",
            r"files\.python" + r"hosted\.org",
            r"py" + r"pi\.org",
            r"registry\.npm" + r"js\.org",
            r"--(?:extra-)?index" + r"-url",
            r"--trusted" + r"-host",
        ]
    ),
    re.IGNORECASE,
)


def test_the_project_speaks_of_itself_alone() -> None:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" in data or path.name == Path(__file__).name:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if FOREIGN.search(line.replace("--no-emit-index-url", "")):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_lock_holds_every_dependency_with_its_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = {block.partition("==")[0]: block for block in re.split(r"\n(?=[a-z])", lock)}
    assert [name for name, block in blocks.items() if "--hash=sha256:" not in block] == []
    assert "://" not in lock
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *asked["project"]["dependencies"],
        *asked["project"]["optional-dependencies"]["test"],
        *asked["dependency-groups"]["build"],
    ]
    names = {re.sub(r"[._]", "-", re.split(r"[<>=!~\[; ]", one)[0].lower()) for one in wanted}
    assert names - set(blocks) == set()
