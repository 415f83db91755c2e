"""What an update of the rules would do: the texts, the sentences, and the open days that move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.commands.rules_checking import placed
from ledger.core.finding import ERROR
from ledger.core.law.changes import changes
from ledger.core.law.fingerprint import fingerprint
from ledger.core.law.moved import DayMoved, days_moved, trailer
from ledger.core.law.patch import patch_findings
from ledger.core.severity import severity_of
from ledger.store.held_rules import AS_SHIPPED, NEWER_SHIPS, OWN, Held, held_rules
from ledger.store.library import Library
from ledger.store.profiles import bases, regime_copy, shipped_regimes
from ledger.store.refusal import Refused, UsageError
from ledger.store.revised import Revised
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.commands.session import Session
    from ledger.core.finding import Finding
    from ledger.core.law.rule import Regime

_NAMED = 3
"""So many names stand in the line that names a save."""


class Wanted(NamedTuple):
    """What was asked for: names held here, names to add, and whether files changed by hand give way."""

    names: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    replace: bool = False


class Fresh(NamedTuple):
    """One rule file with its text as it is (None for a new one), as it would be, and what differs in sentences.

    ``note`` says where only ``--replace`` makes the change.
    """

    name: str
    file: str
    title: str
    before: bytes | None
    after: bytes
    said: tuple[str, ...]
    note: str = ""


class Update(NamedTuple):
    """Everything an update would do: files, files left alone, open days that move.

    ``cases`` open ones were looked at. ``misfits`` are the patches of payer files that would no longer fit.
    """

    fresh: tuple[Fresh, ...]
    kept: tuple[Held, ...]
    moved: tuple[DayMoved, ...] = ()
    cases: int = 0
    misfits: tuple[Finding, ...] = ()


def update_of(session: Session, wanted: Wanted) -> Update:
    """What the update would do; nothing is written.

    Raises UsageError for a name that is neither held nor shipped, Refused where the new rules would not fit together.
    """
    held = held_rules(session.library)
    names = _names(wanted, held)
    kept = tuple(
        held[name] for name in names if name in held and not _gives_way(held[name], wanted) and _differs(held[name])
    )
    fresh = tuple(_fresh(name, held.get(name)) for name in names if name not in held or _gives_way(held[name], wanted))
    if not fresh:
        return Update((), kept)
    after = Revised(session.root, {one.file: one.after for one in fresh})
    _require_sound(session, after, fresh)
    cases = [case for case in session.cases() if case.closed is None]
    moved = days_moved(cases, session.library.law, after.law, session.today)
    return Update(fresh, kept, tuple(moved), len(cases), _misfits(session, after))


def _names(wanted: Wanted, held: dict[str, Held]) -> list[str]:
    """The names to look at, with the rules that they rest on, each once."""
    ships = shipped_regimes()
    for name in wanted.add:
        if name not in ships:
            raise UsageError(f"no rules called {name!r} ship", "recoup rules list --all names them")
    for name in wanted.names:
        if name not in held:
            more = f"recoup rules update --add {name}" if name in ships else "recoup rules list names them"
            raise UsageError(f"this ledger holds no rules called {name!r}", more)
    if wanted.replace and not wanted.names:
        raise UsageError("--replace needs the names of the rules to replace", "recoup rules update NAME --replace")
    asked = (*wanted.names, *wanted.add) or tuple(held)
    return list(dict.fromkeys(base for name in asked for base in ((*bases(name), name) if name in ships else (name,))))


def _gives_way(held: Held, wanted: Wanted) -> bool:
    """Whether the shipped text takes the place of a file: it is behind, or its name was given with ``--replace``."""
    if held.standing == NEWER_SHIPS:
        return True
    return wanted.replace and held.name in wanted.names and _differs(held)


def _differs(held: Held) -> bool:
    return held.standing not in (AS_SHIPPED, NEWER_SHIPS, OWN)


def _fresh(name: str, held: Held | None) -> Fresh:
    data = regime_copy(name, _confirmed(held.tree) if held is not None else ())
    file = f"rules/{name}.yaml"
    new = Library.regime_from(file, data)[1]
    if new is None:
        raise Refused(f"{file}, as shipped, cannot be read", "install the program again")
    old = Library.regime_from(file, held.data)[1] if held is not None else None
    note = f"{held.standing}; only --replace puts the shipped text there" if held and _differs(held) else ""
    return Fresh(name, file, new.title, held.data if held else None, data, _said(held, old, new), note)


def _confirmed(tree: dict[str, Any] | None) -> list[dict[str, str]]:
    """Who confirmed the text that was here: their word stays with the text it was given for."""
    entries = (tree or {}).get("confirmed") or []
    return [{key: value for key, value in one.items() if value} for one in entries if isinstance(one, dict)]


def _said(held: Held | None, old: Regime | None, new: Regime) -> tuple[str, ...]:
    if held is None:
        windows = [window.name for window in new.windows if window.versions]
        return (f"new here: days for {', '.join(windows) or 'nothing'}, {len(new.gaps)} gaps named",)
    if old is None:
        return ("the file here cannot be read; the shipped text takes its place",)
    return changes(old, new) or ("only words that screens do not show",)


def _require_sound(session: Session, after: Revised, fresh: Iterable[Fresh]) -> None:
    """The new files must go with those that stay."""
    new = {one.file for one in fresh}
    was = {(one.file, one.message) for _, _, found in session.library.regime_files for one in found}
    wrong = [
        finding
        for file, _, found in after.regime_files
        for finding in found
        if severity_of(finding) == ERROR and (file in new or (finding.file, finding.message) not in was)
    ]
    if wrong:
        session.report(wrong)
        raise Refused("the new rules do not go with those that stay here; nothing was changed", "mend what is named")


def _misfits(session: Session, after: Revised) -> tuple[Finding, ...]:
    """The patches that fit the rules as they are and not those that would be: their windows would keep no count."""
    before = session.library
    changing = [payer for payer in before.payers.values() if payer.patches]
    was = [finding for payer in changing for finding in patch_findings(payer, before.regimes)]
    now = [finding for payer in changing for finding in patch_findings(payer, after.regimes)]
    return tuple(placed(before, [finding for finding in now if finding not in was]))


def message_of(update: Update, version: str) -> str:
    """The message of the save: which rules, from which text to which, and every open day that moves."""
    trailers = ["Event: rules", f"Recoup: {version}"]
    trailers += [f"Rules: {one.name} {_print(one.before)} -> {_print(one.after)}" for one in update.fresh]
    trailers += [f"Moved: {trailer(one)}" for one in update.moved]
    return f"Rules updated: {_listed([one.name for one in update.fresh])}\n\n" + "\n".join(trailers) + "\n"


def _print(data: bytes | None) -> str:
    tree = read(data)[0] if data is not None else None
    return fingerprint(tree) if tree is not None else "none"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
