"""Meeting the shared copy: what it holds is fetched beside our own names, looked at, and only then taken for known."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.audit.seal import free_name
from ledger.store.git.program import NETWORK_SECONDS, READ_SECONDS, GitFailed
from ledger.store.git.seals import seals_of
from ledger.store.git.sharing import REMOTE, setting
from ledger.store.git.unreached import ANSWERS_TOO_LATE, not_reached
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git.program import Answer, Program

_ARRIVING = "refs/recoup/arriving"
_SEALS = "refs/tags/seal/*:refs/tags/seal/*"
_CLOBBERED = re.compile(r"! \[rejected\]\s+(\S+)\s.*would clobber existing tag")
_NEVER_ASKS = "core.sshCommand=ssh -o BatchMode=yes -o ConnectTimeout=30"
_NOT_STUCK = ("-c", "http.lowSpeedLimit=100", "-c", "http.lowSpeedTime=60")
# What another person's sharing at the same moment looks like from here (git's own words in the C locale).
_OVERTAKEN = (
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
    "failed to lock",
    "reference already exists",
)


class Partner(NamedTuple):
    """The shared copy of one branch: its name here (``origin``), our branch, and the other side's name for it."""

    remote: str
    branch: str
    theirs: str

    @property
    def tracked(self) -> str:
        """Where git notes what the shared copy held when the two last met."""
        return f"refs/remotes/{self.remote}/{self.theirs.removeprefix('refs/heads/')}"

    @property
    def agreed(self) -> str:
        """Where this program notes what it last took over from the shared copy, whatever a plain fetch does since."""
        return f"refs/recoup/shared/{self.branch}"


def partner_of(git: Program, branch: str) -> Partner:
    """The shared copy that a branch goes to. Raises Refused where this ledger has none."""
    known = git.run("remote").decode("utf-8", "surrogateescape").split()
    asked = setting(git, f"branch.{branch}.remote") or REMOTE
    remote = asked if asked in known else REMOTE
    if remote not in known or remote.startswith("-"):
        raise Refused(
            "this ledger has no shared copy yet; nothing left this computer",
            "recoup init --team ADDRESS makes one: a private place at a host, or a folder that your team reaches",
        )
    theirs = setting(git, f"branch.{branch}.merge") or ""
    return Partner(remote, branch, theirs if theirs.startswith("refs/heads/") else f"refs/heads/{branch}")


def address(git: Program, partner: Partner) -> str:
    """The address of the shared copy, for messages; a password inside it is left out."""
    url = git.run("remote", "get-url", "--", partner.remote).decode("utf-8", "replace").strip()
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark and ":" in rest.partition("@")[0] else url


class Fetched(NamedTuple):
    """What the shared copy holds: its state (None: nothing of this branch yet), and seals that are not those here.

    ``renamed`` are seals of this copy whose name another copy had given to one of its own: the name before and now.
    """

    state: str | None
    odd_seals: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def fetched(git: Program, partner: Partner, *, seals: bool = True) -> Fetched:
    """Fetch the state that the shared copy holds now, and its seals.

    No file and none of our names change. Raises GitFailed, with what to do, where the shared copy cannot be reached.
    """
    words = ("fetch", "--no-tags", "--refmap=", "--no-write-fetch-head", "--", partner.remote)
    answer = _called(git, *words, f"+{partner.theirs}:{_ARRIVING}", *((_SEALS,) if seals else ()))
    odd = tuple(_CLOBBERED.findall(answer.complaint))
    renamed = _made_room(git, odd) if odd else ()
    if renamed:
        answer = _called(git, *words, f"+{partner.theirs}:{_ARRIVING}", _SEALS)
        odd = tuple(_CLOBBERED.findall(answer.complaint))
    if answer.status and not odd:
        if "couldn't find remote ref" in answer.complaint:
            return Fetched(None)
        raise not_reached(answer, address(git, partner))
    return Fetched(git.run("rev-parse", "--verify", _ARRIVING).decode().strip(), odd, renamed)


def _made_room(git: Program, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give seals of this copy the next free name of their day; what is no seal stays, so that it is noticed."""
    known = {one.name: one for one in seals_of(git)}
    renamed = []
    for name in names:
        free = free_name(name, known)
        if name in known and known[name].field("files-sha256") and free != name:
            steps = f"create refs/tags/{free} {known[name].tag}\ndelete refs/tags/{name} {known[name].tag}\n"
            git.run("update-ref", "--stdin", stdin=steps.encode(), writes=True)
            known[free] = known[name]
            renamed.append((name, free))
    return tuple(renamed)


def known_before(git: Program, partner: Partner) -> str | None:
    """What the shared copy held when we last took over from it; None where we never did."""
    for name in (partner.agreed, partner.tracked):
        answer = git.ask("rev-parse", "-q", "--verify", "--end-of-options", f"{name}^{{commit}}")
        if not answer.status:
            return answer.out.decode().strip()
    return None


def agree(git: Program, partner: Partner, commit: str) -> None:
    """Note that the shared copy holds ``commit``, which was looked at; the branch goes there from now on."""
    for name in (partner.tracked, partner.agreed):
        git.run("update-ref", "-m", "recoup sync", "--end-of-options", name, commit, writes=True)
    for key, value in (("remote", partner.remote), ("merge", partner.theirs)):
        if setting(git, f"branch.{partner.branch}.{key}") is None:
            git.run("config", "--local", "--", f"branch.{partner.branch}.{key}", value, writes=True)


def forget_arriving(git: Program) -> None:
    """Let go of what was fetched and not taken over."""
    git.ask("update-ref", "-d", _ARRIVING, writes=True)


def sent(git: Program, partner: Partner, commit: str) -> bool:
    """Send one saved state, and the seals, to the shared copy; False where somebody else was there first.

    Raises GitFailed, with what to do, for every other refusal; nothing here changes by it.
    """
    words = ("push", "--porcelain", "--", partner.remote, f"{commit}:{partner.theirs}", _SEALS)
    answer = _called(git, *words)
    lines = answer.out.decode("utf-8", "replace").splitlines()
    refused = [line for line in lines if line.startswith("!") and f":{partner.theirs}\t" in line]
    if not answer.status or (not refused and any(f":{partner.theirs}\t" in line for line in lines)):
        return True  # a seal that was refused is another matter than the state
    if any(mark in line for mark in _OVERTAKEN for line in refused):
        return False
    raise not_reached(answer, address(git, partner), refused)


def seal_sent(git: Program, partner: Partner, name: str) -> bool:
    """Send one seal that was just made; it is forgotten where the shared copy has another one, or is out of reach."""
    try:
        answer = _called(git, "push", "--porcelain", "--", partner.remote, f"refs/tags/{name}:refs/tags/{name}")
    except GitFailed:
        answer = None
    if answer is None or answer.status:
        git.ask("update-ref", "-d", f"refs/tags/{name}", writes=True)
        return False
    return True


def _called(git: Program, *words: str) -> Answer:
    """One call over the network that never waits for somebody to type."""
    asks = os.environ.get("GIT_SSH_COMMAND") or os.environ.get("GIT_SSH") or setting(git, "core.sshCommand")
    patient = _NOT_STUCK if asks else (*_NOT_STUCK, "-c", _NEVER_ASKS)
    try:
        return git.ask(*patient, *words, seconds=NETWORK_SECONDS, writes=True)
    except GitFailed as error:
        raise (GitFailed(*ANSWERS_TOO_LATE) if "did not end" in error.message else error) from None


# how the two states stand to each other


def bases(git: Program, ours: str, theirs: str) -> list[str]:
    """The latest states that both build on; none where they have nothing in common."""
    return git.run("merge-base", "--all", ours, theirs, ok=(0, 1), seconds=READ_SECONDS).decode().split()
