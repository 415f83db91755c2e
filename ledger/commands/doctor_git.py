"""The checks of ``recoup doctor`` that ask git: its settings, its hooks, its store, what it is in the middle of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ledger.core.health import copy as judge_copy
from ledger.core.health import settings as judge
from ledger.core.health.check import LOOK, OK, WRONG, Answer
from ledger.report.whole_case import FORM
from ledger.store import diff_driver, hooks, merge_driver
from ledger.store.git import BARE, FOREIGN, READY
from ledger.store.health import leftovers, locks, repository, settings
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from ledger.commands.doctoring import Copy

_A_CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
_SAVED_FILES = (_A_CASE, "payers/payer.yaml", "ledger.yaml", "rules/rules.yaml")


def git_version(copy: Copy) -> Answer:
    """How old git is."""
    try:
        said = copy.git.run("version")
    except Refused as missing:
        return Answer(WRONG, missing.message, missing.hint)
    return judge.git_version(said.decode("utf-8", "replace"))


def repository_here(copy: Copy) -> Answer:
    """Whether this is a repository of its own, and of this person."""
    state = copy.any_state
    if state.kind == FOREIGN:
        cure = "sign in as that user, or get a copy of your own: recoup join ADDRESS"
        return Answer(WRONG, "this folder belongs to another user of this computer", cure)
    if state.kind == BARE:
        return Answer(
            WRONG, "this is a shared copy, which has no files to work in", "recoup join gets a copy to work in"
        )
    if state.kind != READY:
        return Answer(WRONG, "this folder keeps no saved states", "recoup init . makes it one; recoup join gets a copy")
    if state.submodule:
        return Answer(WRONG, "this ledger is a part of another repository", "give the ledger a folder of its own")
    return Answer(OK, f"a copy with saved states, on {state.branch or 'an old state'}")


# settings


def line_endings(copy: Copy) -> Answer:
    """The ends of lines."""
    found = settings.attributes_of(copy.repository, ("text", "eol"), _SAVED_FILES)
    return judge.line_endings({path: (row["text"], row["eol"]) for path, row in found.items()})


def conflict_style(copy: Copy) -> Answer:
    """How two versions of one line are shown."""
    return judge.conflict_style(copy.repository.setting("merge.conflictStyle"))


def set_conflict_style(copy: Copy) -> str:
    """Let the old line be shown, too."""
    copy.git.set_here("merge.conflictStyle", "diff3")
    return "where two people changed one line, both and the old one are shown"


def unions(copy: Copy) -> Answer:
    """Files joined line by line."""
    lines = settings.attribute_lines(copy.repository)
    return judge.unions(lines, copy.git.setting("merge.default"))


def joining(copy: Copy) -> Answer:
    """The program that joins two versions of a case."""
    standing = settings.program_standing(copy.git, "merge.recoup.driver", merge_driver.command(sys.executable))
    return judge.driver(_attribute(copy, "merge"), standing, "joining two versions of a case")


def set_joining(copy: Copy) -> str:
    """Set that program up again."""
    merge_driver.install(copy.git)
    return "two versions of a case are joined by what they say"


def comparing(copy: Copy) -> Answer:
    """The program that shows a case in git's comparisons."""
    standing = settings.program_standing(copy.git, "diff.recoup.textconv", diff_driver.command(sys.executable, FORM))
    return judge.driver(_attribute(copy, "diff"), standing, "showing what changed in a case")


def set_comparing(copy: Copy) -> str:
    """Set that program up again."""
    diff_driver.install(copy.git, FORM)
    return "changes of a case read as plain lines in git's own comparisons"


def _attribute(copy: Copy, name: str) -> str:
    return settings.attributes_of(copy.repository, (name,), (_A_CASE,))[_A_CASE][name]


def hooks_here(copy: Copy) -> Answer:
    """The checks before each save."""
    return judge.hooks(*settings.hook_standings(copy.repository))


def set_hooks(copy: Copy) -> str:
    """Put our own checks in place; another program's stay."""
    done = [hook.name for hook in hooks.install(copy.git) if hook.state in (hooks.INSTALLED, hooks.RENEWED)]
    return f"put in place: {', '.join(done)}" if done else ""


def programs(copy: Copy) -> Answer:
    """Programs that lie inside the ledger."""
    return judge.inside_programs(settings.programs_inside(copy.repository))


def leavings(copy: Copy) -> Answer:
    """What the pre-commit program left."""
    return judge_copy.leftovers(leftovers.patches(copy.repository))


def past_checks(copy: Copy) -> Answer:
    """Whether what waits to be shared has passed the checks."""
    if not copy.state.commit:
        return judge_copy.waiting_breaches([])
    if copy.git.shared() is None and not copy.deep:
        return Answer(OK, "nothing waits to be shared")
    from ledger.commands.bringing import Bringing, judge_brought
    from ledger.core.finding import ERROR
    from ledger.core.severity import severity_of

    brought = judge_brought(copy.git, Bringing("HEAD", beyond="" if copy.deep else "--remotes"))
    errors = [one for one in brought.findings if severity_of(one) == ERROR]
    return judge_copy.waiting_breaches([f"{one.file}: {one.message}" for one in errors])


# condition


def under_way(copy: Copy) -> Answer:
    """What git is in the middle of."""
    return judge_copy.under_way(copy.state.unfinished, on_branch=copy.state.branch is not None)


def whole_past(copy: Copy) -> Answer:
    """Whether the history is whole."""
    return judge_copy.whole_past(repository.past(copy.git, copy.state))


def overlooked(copy: Copy) -> Answer:
    """Edits that git was told not to see."""
    return judge_copy.overlooked(copy.repository.hidden_from_git(()), sparse=repository.sparse(copy.git))


def locks_now(copy: Copy) -> Answer:
    """Who holds the ledger."""
    subject, _ = locks.left_behind(copy.repository)
    return judge_copy.locks(locks.locks_held(copy.state), locks.writer(copy.git), journal=bool(subject))


def interrupted(copy: Copy) -> Answer:
    """Saves that were not brought to their end."""
    return judge_copy.interrupted(*locks.left_behind(copy.repository))


def finish_interrupted(copy: Copy) -> str:
    """Finish that save, or take it back."""
    from ledger.store.saving import recover

    finished = recover(copy.git)
    if finished is None:
        return ""
    if finished.aside:
        return f"its file was changed since; its text is kept in .git/recoup/{finished.aside}: {finished.subject}"
    return f"{'finished' if finished.saved else 'taken back'}: {finished.subject}"


def kept_notes(copy: Copy) -> Answer:
    """Notes that wait for their case."""
    from ledger.store.saving import kept_notes

    begun = (copy.repository.common_dir / "recoup").exists()  # asking for notes would make the folder
    return judge_copy.kept_notes([note.case for note in kept_notes(copy.git)] if begun else [])


def index(copy: Copy) -> Answer:
    """Git's list of files."""
    complaint = repository.index_complaint(copy.repository)
    if complaint:
        return Answer(WRONG, f"git cannot read its list of files: {complaint}")
    return Answer(OK, "git's list of files can be read")


def make_index_again(copy: Copy) -> str:
    """Make the list of files again from the last saved state; the old one is kept. Raises Refused under a lock."""
    from ledger.store.saving import turn
    from ledger.store.saving.recovery import mend_index

    with turn(copy.git) as where:
        state = copy.git.state()
        if state.locks:
            raise Refused(f"another program holds {state.locks[0].name}; nothing was changed", "close it, try again")
        mend_index(copy.git, where, state)
    return "made again from the last saved state; the old one is kept as .git/recoup/index-aside"


def objects(copy: Copy) -> Answer:
    """Git's own store."""
    return judge_copy.objects(*repository.checked_objects(copy.repository, deep=copy.deep))


def graph(copy: Copy) -> Answer:
    """The index that makes histories quick."""
    if not copy.state.commit or repository.has_graph(copy.state):
        return Answer(OK, "the history of one case is quick to read")
    return Answer(LOOK, "the history of one case is slow to read")


def write_graph(copy: Copy) -> str:
    """Write that index."""
    copy.git.write_commit_graph()
    return "the history of one case is quick to read now"


def large(copy: Copy) -> Answer:
    """Files that are too large for a ledger."""
    return judge_copy.large(repository.sizes(copy.repository))


def alike(copy: Copy) -> Answer:
    """Files whose names some computers cannot tell apart."""
    return judge_copy.alike(repository.paths(copy.repository))


def ignored(copy: Copy) -> Answer:
    """Files that a rule keeps out."""
    return judge_copy.ignored(repository.ignored_files(copy.repository))
