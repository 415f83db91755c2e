"""A ledger on disk: its settings, payers, rules and cases, each read once and only when asked for."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.finding import ERROR, Finding
from ledger.core.names import id_of
from ledger.core.typed import typed
from ledger.store.payers import Payers
from ledger.store.refusal import Refused
from ledger.store.root import MARK
from ledger.store.schema import check_shape, schema
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.core.case import Case
    from ledger.core.law.governing import Law
    from ledger.core.law.regime import Regime

    RegimeFile = tuple[str, Regime | None, tuple[Finding, ...]]
    from ledger.core.payer import Payer
    from ledger.core.practice import Settings


class Loaded(NamedTuple):
    """A file as it was read: its text, its plain tree, its typed value where it could be typed, and what is wrong."""

    file: str
    data: bytes
    tree: dict[str, Any] | None
    value: Any
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The text of the file, for positions and edits."""
        return self.data.decode("utf-8")

    @property
    def broken(self) -> bool:
        """Whether anything at the level of an error is wrong with the file alone."""
        from ledger.core.severity import severity_of

        return any(severity_of(finding) == ERROR for finding in self.findings)

    @property
    def case(self) -> Case | None:
        """The case, where the file is one."""
        case: Case | None = self.value
        return case


LoadedCase = Loaded
"""A case file as it was read: its ``case`` is None where it could not be typed."""


def load(kind: str, data: bytes, file: str) -> Loaded:
    """Read one file of the ledger; everything that is wrong comes back as findings, sorted by place."""
    tree, findings = read(data)
    value: Any = None
    if tree is not None:
        findings = [*findings, *check_shape(kind, tree)]
        value, more = typed(tree, schema(kind), kind)
        findings += more
    return Loaded(file, data, tree, value, _placed(findings, data, file))


def _placed(findings: Sequence[Finding], data: bytes, file: str) -> tuple[Finding, ...]:
    """Findings with the lines they belong to; most files have none, and then nothing is looked for."""
    if not findings:
        return ()
    from ledger.store.yaml.positions import place

    return tuple(place(findings, data.decode("utf-8", "replace"), file))


def load_case(data: bytes, file: str) -> LoadedCase:
    """Read one case file from its bytes; ``file`` is its path from the ledger's root."""
    loaded = load("case", data, file)
    return loaded if loaded.value is None else loaded._replace(value=loaded.value._replace(file=file))


class Library:
    """The files below one root. Reading only; nothing is kept longer than the command."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def settings(self) -> Settings:
        """What ``ledger.yaml`` says. Raises Refused with the first thing wrong in it."""
        loaded = load("ledger", self.bytes_of(MARK), MARK)
        if loaded.value is None or loaded.broken:
            from ledger.core.severity import severity_of

            first = next(finding for finding in loaded.findings if severity_of(finding) == ERROR)
            message = f"{MARK}:{first.line}:{first.column}: {first.message}"
            raise Refused(message, first.hint or "mend the line; nothing else was read")
        settings: Settings = loaded.value
        return settings

    @cached_property
    def payers(self) -> Mapping[str, Payer]:
        """The payers by slug, each read when it is asked for."""
        return Payers(self.files_in("payers"), self.bytes_of)

    @cached_property
    def regime_files(self) -> tuple[RegimeFile, ...]:
        """Every rule file of this ledger with its regime and what is wrong in it, alone and with what it extends."""
        from ledger.core.law.extending import extended

        read_files = [self._regime(file) for file in self.files_in("rules")]
        whole, wrong = extended({regime.name: regime for _, regime, _ in read_files if regime is not None})
        found: list[RegimeFile] = []
        for file, regime, findings in read_files:
            more = wrong.get(regime.name, []) if regime is not None else []
            placed = _placed(more, self.bytes_of(file), file)
            found.append((file, whole.get(regime.name) if regime is not None else None, (*findings, *placed)))
        return tuple(found)

    @cached_property
    def regimes(self) -> Mapping[str, Regime]:
        """The regimes by name. Dates come from these files alone."""
        return {regime.name: regime for _, regime, _ in self.regime_files if regime is not None}

    def _regime(self, file: str) -> RegimeFile:
        return self.regime_from(file, self.bytes_of(file))

    @staticmethod
    def regime_from(file: str, data: bytes) -> RegimeFile:
        """A rule file's path, its regime where it could be read, and what is wrong in it."""
        from ledger.core.law.regime import regime_of

        tree, findings = read(data)
        regime = None
        if tree is not None:
            findings = [*findings, *check_shape("regime", tree)]
            regime, more = regime_of(tree)
            findings += more
            if regime is not None and regime.name != id_of(file):
                message = f"the rules are called {regime.name!r} and their file {id_of(file)!r}"
                findings.append(Finding("LED504", message, "one of the two names is wrong", ("name",)))
                regime = None
        return file, regime, _placed(findings, data, file)

    @cached_property
    def law(self) -> Law:
        """Everything that days are reckoned from, as one value."""
        from ledger.core.law.governing import Law
        from ledger.store.holidays import StateHolidays, holidays
        from ledger.store.known import KnownRules

        unreadable = frozenset(id_of(file) for file, regime, _ in self.regime_files if regime is None)
        return Law(self.settings, self.payers, self.regimes, holidays(), KnownRules(), unreadable, StateHolidays())

    def case_files(self) -> list[str]:
        """The paths of all case files from the root, sorted."""
        found: list[str] = []
        for month in self._folders("cases"):
            found.extend(self.files_in(f"cases/{month}"))
        return found

    def load_case(self, file: str) -> LoadedCase:
        """Read one case file from the work tree."""
        return load_case(self.bytes_of(file), file)

    def cases(self) -> Iterator[LoadedCase]:
        """Read every case file, in the order of their paths."""
        for file in self.case_files():
            yield self.load_case(file)

    def files_in(self, folder: str) -> list[str]:
        """The YAML files of one folder, as paths from the root; an absent folder has none."""
        try:
            with os.scandir(self.root / folder) as entries:
                names = sorted(entry.name for entry in entries if entry.name.endswith(".yaml"))
        except FileNotFoundError:
            return []
        return [f"{folder}/{name}" for name in names]

    def _folders(self, folder: str) -> list[str]:
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
        except FileNotFoundError:
            return []

    def bytes_of(self, file: str) -> bytes:
        """The bytes of one file of the ledger.

        Raises Refused for a link, for a path that leaves the ledger and for a file that cannot be read.
        """
        path = self.root / file
        if path.is_symlink() or self.root.resolve() not in path.resolve().parents:
            message = f"{file}: this is a link, or it lies outside the ledger"
            raise Refused(message, "put the file itself there")
        try:
            return path.read_bytes()
        except OSError as error:
            message = f"{file}: cannot be read ({error.strerror})"
            raise Refused(message, "check that the file exists and that you may read it") from None
