"""What `recoup check` does, without the command line: front door, command and hooks call the same functions."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.checks import check_case, check_together
from ledger.core.checks.people import sign_ins_apart
from ledger.core.finding import ERROR, Finding
from ledger.core.holding import entries_fit
from ledger.core.identity import Identities
from ledger.core.names import id_of
from ledger.core.privacy import NOTHING_ALLOWED, Allowances, personal_data
from ledger.core.severity import fails, severity_of
from ledger.core.typed import typed
from ledger.store.allowances import allowances
from ledger.store.library import Library, Loaded, load, load_case
from ledger.store.private_glance import certain_private_path
from ledger.store.refusal import UsageError
from ledger.store.root import MARK, find_root
from ledger.store.schema import check_shape, schema
from ledger.store.yaml.positions import place
from ledger.store.yaml.reader import read, salvaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ledger.core.payer import Payer
    from ledger.core.practice import Settings
    from ledger.store.private import PrivateFolder

FORMATS = ("text", "json", "github", "sarif")
_CUT_SHORT = ("LED101", "LED109")
"""After these the rest of a file is not known: nothing can be called missing."""


class Checked(NamedTuple):
    """What a check found, in the order of files and lines, and how many files it read."""

    findings: tuple[Finding, ...]
    files: int


def check_and_show(paths: Sequence[str], fail_on: str = ERROR, form: str = "text", *, quiet: bool = False) -> int:
    """Check the files named, or the whole ledger, print what is wrong and return the exit code."""
    library = Library(root_for(paths))
    checked = check(library, named(library, paths)) if paths else check_whole(library)
    return show(checked, fail_on, form, quiet=quiet)


def root_for(paths: Sequence[str]) -> Path:
    """The ledger that holds the first path, else the one of the current folder. Raises UsageError for none."""
    first = Path(os.path.abspath(paths[0] if paths else "."))  # noqa: PTH100 - keeps links as they are
    return find_root(first if first.is_dir() else first.parent)


def named(library: Library, paths: Sequence[str]) -> list[str]:
    """The ledger's files that typed paths mean, each once. Raises UsageError as ``files_named`` does."""
    return list(dict.fromkeys(file for path in paths for file in files_named(library, path)))


def show(checked: Checked, fail_on: str, form: str, *, quiet: bool = False) -> int:
    """Print findings on stdout and their number on stderr; the exit code says whether they fail the run."""
    sys.stdout.write(_writer(form)(checked.findings))
    if form == "text" and not quiet:
        sys.stderr.write(f"{_tally(checked)}\n")
    return int(fails(checked.findings, fail_on))


def _writer(form: str) -> Callable[[Iterable[Finding]], str]:
    if form == "json":
        from ledger.report.findings.json import as_json

        return as_json
    if form == "github":
        from ledger.report.findings.github import as_github

        return as_github
    if form == "sarif":
        from ledger.report.findings.sarif import as_sarif

        return as_sarif
    from ledger.report.findings.text import as_text

    return as_text


def _tally(checked: Checked) -> str:
    counts: dict[str, int] = {}
    for finding in checked.findings:
        counts[severity_of(finding)] = counts.get(severity_of(finding), 0) + 1
    found = ", ".join(f"{number} {kind}{'s' * (number > 1)}" for kind, number in sorted(counts.items()))
    return f"{found or 'nothing wrong'} in {checked.files} file{'s' * (checked.files != 1)}"


def files_named(library: Library, typed_path: str) -> list[str]:
    """The ledger's files that a typed path means, from the root: itself, or those below a folder.

    Raises UsageError for a path that is not there, lies outside the ledger or is no file of it.
    """
    path = Path(os.path.abspath(typed_path))  # noqa: PTH100 - keeps links as they are
    try:
        inside = path.relative_to(library.root).as_posix()
    except ValueError:
        message = f"{path} lies outside the ledger {library.root}"
        raise UsageError(message, "recoup check looks at the files of one ledger") from None
    if path.is_dir():
        return [file for file in all_files(library) if inside == "." or file.startswith(f"{inside}/")]
    if not os.path.lexists(path):
        raise UsageError(f"there is no file {path}", "recoup list shows all cases")
    if kind_of(inside) is None:
        raise UsageError(f"{inside} is no file of a ledger", "cases, payers, rules and ledger.yaml can be checked")
    return [inside]


def kind_of(file: str) -> str | None:
    """Which schema a file of the ledger follows, by its place; None where it is no file of a ledger."""
    if file == MARK:
        return "ledger"
    folder = file.split("/", 1)[0]
    return {"cases": "case", "payers": "payer", "rules": "regime"}.get(folder) if file.endswith(".yaml") else None


def all_files(library: Library) -> list[str]:
    """Every file of a ledger that has a schema."""
    return [MARK, *library.files_in("payers"), *library.files_in("rules"), *library.case_files()]


class Facts(NamedTuple):
    """What every file is held against.

    No settings where ``ledger.yaml`` has mistakes of its own; no private folder where it is not on this computer.
    """

    settings: Settings | None
    identities: Identities = Identities()
    private: PrivateFolder | None = None
    allowances: Allowances = NOTHING_ALLOWED


def facts_of(library: Library) -> Facts:
    """Read what every file is held against. Neither git nor the private folder is touched where that is needless."""
    tree, _ = read(library.bytes_of(MARK))
    settings: Settings | None = None if tree is None else typed(tree, schema("ledger"), "ledger")[0]
    if settings is None:
        return Facts(None)
    let_through = allowances(library.root)
    path = certain_private_path(library.root, settings)
    if path is not None and not path.exists():
        return Facts(settings, allowances=let_through)
    from ledger.store.git import Git
    from ledger.store.private import private_folder

    private = private_folder(Git(library.root), settings)
    return Facts(settings, private.identities(), private if private.here else None, let_through)


def check(library: Library, files: Sequence[str]) -> Checked:
    """Check the files named, each for itself.

    Nothing in the answer depends on today: what a day brings is said by ``deadlines`` and by the hook.
    """
    facts = facts_of(library)
    findings: list[Finding] = []
    for file in files:
        findings += _file_checked(library, file, facts)[1]
    return Checked(tuple(sorted(findings, key=_by_place)), len(files))


def check_whole(library: Library, today: date | None = None) -> Checked:
    """Check every file of the ledger, what else lies in its folders, and its cases side by side.

    One thing turns on the day: whether the rules in use were read within a year (``today``, else the ledger's own).
    """
    from ledger.store.plain_files import strange_files

    facts = facts_of(library)
    findings = strange_files(library.root)
    read: list[Loaded] = []
    files = all_files(library)
    for file in files:
        loaded, found = _file_checked(library, file, facts)
        findings += found
        read += [loaded] if loaded is not None and loaded.case is not None and kind_of(file) == "case" else []
    findings += [*_between(read), *_by_law(library, facts, read), *_not_read_lately(library, facts, read, today)]
    findings += _people_at_work(library, facts, read, today)
    return Checked(tuple(sorted(dict.fromkeys(findings), key=_by_place)), len(files))


def _between(read: Sequence[Loaded]) -> list[Finding]:
    """What shows only when cases stand side by side, each finding placed in its file."""
    found: dict[str, list[Finding]] = {}
    for finding in check_together([loaded.case for loaded in read if loaded.case is not None]):
        found.setdefault(finding.file, []).append(finding)
    texts = {loaded.file: loaded.text for loaded in read}
    return [placed for file, findings in found.items() for placed in place(findings, texts[file], file)]


def _by_law(library: Library, facts: Facts, read: Sequence[Loaded]) -> Iterator[Finding]:
    """Rules not there, changes that do not fit, what the rules lack. What a person can ask, `deadlines` says."""
    if facts.settings is None:
        return
    from ledger.core.law.governing import law_findings
    from ledger.core.reckoning.silence import gap_findings

    law = library.law._replace(settings=facts.settings)
    for loaded in read:
        if loaded.case is None:
            continue
        wrong = [one for one in law_findings(loaded.case, law) if severity_of(one) == ERROR]
        for one in (*wrong, *gap_findings(loaded.case, law)):
            where = loaded if one.file in ("", loaded.file) else load("payer", library.bytes_of(one.file), one.file)
            yield from placed(where, [one])


def _not_read_lately(library: Library, facts: Facts, read: Sequence[Loaded], today: date | None) -> list[Finding]:
    """Rules by which open cases go and whose text nobody has read for a year."""
    if facts.settings is None:
        return []
    from ledger.commands.rules_checking import in_use, not_lately
    from ledger.store.clock import clock_of

    day = today or clock_of(facts.settings.time_zone, facts.settings.frozen_on, None).today
    aged = not_lately(library, library.regimes.values(), day)
    if not aged:
        return []
    law = library.law._replace(settings=facts.settings)
    used = in_use((loaded.case for loaded in read if loaded.case is not None), law)
    return [one for one in aged if id_of(one.file) in used]


def _people_at_work(library: Library, facts: Facts, read: Sequence[Loaded], today: date | None) -> list[Finding]:
    """Owners who are not here, and sign-ins as the history shows them."""
    if facts.settings is None or not facts.settings.people:
        return []
    from ledger.commands.people_checking import people_at_work

    return people_at_work(library, facts.settings, read, today)


def _file_checked(library: Library, file: str, facts: Facts) -> tuple[Loaded | None, list[Finding]]:
    if (library.root / file).is_symlink():
        from ledger.store.plain_files import linked

        return None, [linked(file)]
    if kind_of(file) == "regime":
        return None, list(next(found for name, _, found in library.regime_files if name == file))
    loaded = read_as(kind_of(file) or "case", library.bytes_of(file), file)
    found = [*judged(loaded, facts, library.payers), *_papers(loaded, facts)]
    return loaded, [*loaded.findings, *placed(loaded, found)]


def _papers(loaded: Loaded, facts: Facts) -> Iterator[Finding]:
    """How the case's documents lie in the private folder; nothing where the folder itself is not here."""
    if loaded.case is None or facts.private is None or not loaded.file.startswith("cases/"):
        return
    from ledger.store.private import CHANGED, NOT_HERE

    for index, document in enumerate(loaded.case.documents):
        state, path = facts.private.state_of(document), ("documents", index, "file")
        if state == CHANGED:
            hint = "put the kept paper back; a new version of it is a new document: recoup attach CASE FILE"
            yield Finding("LED602", f"{document.file} is not the paper that was kept", hint, path)
        elif state == NOT_HERE:
            hint = "connect the office's share, or ask who keeps it; nothing is wrong with the case"
            yield Finding("LED603", f"{document.file} is not on this computer", hint, path)


def read_as(kind: str, data: bytes, file: str) -> Loaded:
    """Read a file; where it cannot be read, what can be understood of it is looked through all the same."""
    loaded = load_case(data, file) if kind == "case" else load(kind, data, file)
    if loaded.tree is not None:
        return loaded
    tree, mistakes = salvaged(data)
    if tree is None:
        return loaded
    cut_short = any(finding.code in _CUT_SHORT for finding in mistakes)
    more = [*check_shape(kind, tree), *typed(tree, schema(kind), kind)[1]]
    more = [finding for finding in more if not (cut_short and finding.code == "LED202")]
    return loaded._replace(findings=tuple(place([*mistakes, *more], loaded.data.decode("utf-8", "replace"), file)))


def judged(loaded: Loaded, facts: Facts, payers: Mapping[str, Payer], today: date | None = None) -> list[Finding]:
    """What is wrong with the facts of a file that could be read: contradictions, and personal data in its text.

    Only with ``today`` a day that has not come is one of them: a check says the same on every day.
    """
    if loaded.tree is None or facts.settings is None:
        return []
    found = personal_data(loaded.text, facts.identities, facts.allowances, loaded.file)
    if loaded.case is not None and loaded.file.startswith("cases/"):
        found += check_case(loaded.case, facts.settings, payers, today)
    elif loaded.file == MARK and loaded.value is not None:
        found += [*sign_ins_apart(loaded.value.people), *entries_fit(loaded.value.holds, None)]
    return found


def placed(loaded: Loaded, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their places in the file's text."""
    return place(findings, loaded.data.decode("utf-8", "replace"), loaded.file) if findings else []


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code
