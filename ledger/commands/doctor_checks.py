"""The checks of ``recoup doctor`` in the order in which they are shown: name, question, cure, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands import doctor_git as of_git
from ledger.commands import doctor_place as of_place
from ledger.core.health.check import Answer, Check

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.commands.doctoring import Copy

    Asked = Callable[[Copy], Answer]
    Fix = Callable[[Copy], str]

_SETUP = "recoup setup"
_FIX = "recoup doctor --fix"


class Named(NamedTuple):
    """A check, who answers its question, and what puts it right safely, where anything does."""

    check: Check
    ask: Asked
    fix: Fix | None = None


def _named(name: str, question: str, cure: str, ask: Asked, fix: Fix | None = None) -> Named:
    return Named(Check(name, question, cure), ask, fix)


CHECKS: tuple[Named, ...] = (
    # git itself and how it is set up
    _named("git-version", "Is git new enough?", "https://git-scm.com has the newest", of_git.git_version),
    _named("repository", "Is this a copy with saved states?", "recoup join ADDRESS", of_git.repository_here),
    _named(
        "line-ends",
        "Does every computer save the same line ends?",
        "put into .gitattributes: *.yaml text eol=lf",
        of_git.line_endings,
    ),
    _named("union", "Is any file joined line by line?", "take merge=union out of it", of_git.unions),
    _named(
        "joining", "Can two versions of a case be joined by what they say?", _FIX, of_git.joining, of_git.set_joining
    ),
    _named("comparing", "Do git's comparisons show a case as lines?", _FIX, of_git.comparing, of_git.set_comparing),
    _named(
        "both-shown",
        "Is the old line shown beside two new ones?",
        _FIX,
        of_git.conflict_style,
        of_git.set_conflict_style,
    ),
    _named("hooks", "Are the checks before each save in place?", _FIX, of_git.hooks_here, of_git.set_hooks),
    _named(
        "programs",
        "Does git start a program that lies in the ledger?",
        "git config --unset the setting, and ask who set it",
        of_git.programs,
    ),
    _named("pre-commit", "Did the pre-commit program leave edits behind?", "", of_git.leavings),
    _named("past-checks", "Has what waits to be shared passed the checks?", "recoup check", of_git.past_checks),
    # condition
    _named("under-way", "Is anything left half done?", "finish it first", of_git.under_way),
    _named("whole-past", "Is the whole history here?", "recoup join ADDRESS DIR gets all of it", of_git.whole_past),
    _named("overlooked", "Does git see every edit?", "git update-index --no-skip-worktree", of_git.overlooked),
    _named("locks", "Does anybody hold the ledger?", "close the other program", of_git.locks_now),
    _named("interrupted", "Was every save ended?", _FIX, of_git.interrupted, of_git.finish_interrupted),
    _named("kept-notes", "Does a note wait to be filed?", "recoup save", of_git.kept_notes),
    _named("file-list", "Can git read its list of files?", _FIX, of_git.index, of_git.make_index_again),
    _named("store", "Is git's store whole?", "recoup join ADDRESS DIR", of_git.objects),
    _named("quick-history", "Is the history quick to read?", _FIX, of_git.graph, of_git.write_graph),
    _named("ignored", "Is a file of the ledger kept out of it?", "take the rule out of .gitignore", of_git.ignored),
    _named(
        "names-alike",
        "Do two files differ only in capitals?",
        "give one of them another name, with the help of whoever knows git",
        of_git.alike,
    ),
    _named("large-files", "Are there large files?", "papers belong in the private folder: recoup attach", of_git.large),
    # people
    _named("who", "Who works here?", _SETUP, of_place.who),
    _named("sign-ins", "Has everyone one e-mail of their own?", "mend people: in ledger.yaml", of_place.sign_ins),
    # the computer
    _named("synced", "Does a service copy the folder away?", "", of_place.synced),
    _named("private", "Is the private folder in order?", "recoup setup --private PATH", of_place.private),
    _named(
        "papers",
        "Are the papers as they were taken in?",
        "recoup show CASE names them; bring the right file back",
        of_place.documents,
    ),
    _named("room", "Is there room on the disk?", "free at least 1 GB", of_place.room),
    _named(
        "encryption",
        "Is the disk encrypted?",
        "turn on BitLocker, FileVault or LUKS, or ask whoever looks after this computer",
        of_place.encryption,
    ),
    _named("clock", "Is the clock right?", "set this computer's clock", of_place.clock),
    # the shared copy
    _named("shared", "How does this copy stand to the shared one?", "recoup sync", of_place.shared),
    _named(
        "shared-at",
        "Who keeps the shared copy?",
        "make sure that your contract with them covers health information",
        of_place.host,
    ),
    _named("reached", "Does the shared copy answer?", "check the address and your connection", of_place.reached),
    # the ledger's files
    _named("ledger-file", "Can ledger.yaml be read?", "mend the line", of_place.ledger_file),
    _named("editors", "Do editors check by this program's form?", _FIX, of_place.schemas, of_place.renew_schemas),
    _named("letters", "Do own words of letters still fit the shipped ones?", "", of_place.letters),
    _named("rules", "Can the rules be read, and were they read lately?", "recoup rules check", of_place.rules),
)
