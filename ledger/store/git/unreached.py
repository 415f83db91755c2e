"""Why the shared copy could not be reached, or did not take what was sent: one sentence each, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.git.program import GitFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git.program import Answer

_AGAIN = "everything saved here is kept; try again when the connection is back"
ANSWERS_TOO_LATE = ("the shared copy does not answer", "", _AGAIN)

# Git's, SSH's and curl's own words, each list before the next; what is more telling stands first.
_SENTENCES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("REMOTE HOST IDENTIFICATION HAS CHANGED",),
        "the server at {address} answers with another key than before",
        "ask whoever runs it whether its key was renewed before you trust it; until then nothing is sent",
    ),
    (
        ("Host key verification failed", "No matching host key"),
        "this computer has not met the server at {address} yet",
        "connect to it once by hand with ssh, compare its key with the one your team gave you, then try again",
    ),
    (
        ("Could not resolve", "Network is unreachable", "No route to host", "Temporary failure in name resolution"),
        "this computer is offline, or the address {address} does not exist",
        _AGAIN,
    ),
    (
        ("timed out", "Connection refused", "Failed to connect", "Couldn't connect", "Connection reset", "too slow"),
        "the server at {address} does not answer",
        _AGAIN,
    ),
    (
        ("Permission denied (", "Authentication failed", "could not read Username", "could not read Password"),
        "the shared copy at {address} does not let you in",
        "sign in as your host asks (for a key with a passphrase: ssh-add), or ask whoever looks after it",
    ),
    (
        ("error: 401", "error: 403", "terminal prompts disabled", "access denied", "Access denied"),
        "the shared copy at {address} does not let you in",
        "sign in as your host asks, or ask whoever looks after it for the right to write",
    ),
    (
        ("certificate",),
        "the certificate of the server at {address} is not trusted on this computer",
        "check this computer's date; else ask whoever runs the server",
    ),
    (
        ("dubious ownership",),
        "the shared folder {address} belongs to another user of this computer",
        "ask whoever set it up how your team trusts it; nothing is trusted for you",
    ),
    (
        ("does not appear to be a git repository", "not found", "does not exist", "No such file", "error: 404"),
        "there is no shared copy at {address} (any more)",
        "ask your team for the address; recoup init --team ADDRESS takes a new one",
    ),
    (
        ("No space left", "disk quota", "insufficient permission", "Permission denied", "read-only", "Read-only"),
        "the shared copy at {address} cannot be written: its disk is full, or closed to you",
        "tell whoever looks after it; everything saved here is kept",
    ),
)


def not_reached(answer: Answer, address: str, refused: Sequence[str] = ()) -> GitFailed:
    """The refusal for one call over the network; ``refused`` are the lines in which a server says no."""
    said = answer.complaint
    if "NOT SHARED" in said or any("hook declined" in line for line in refused):
        return _by_checks(said, served=any("pre-receive" in line or "hook declined" in line for line in refused))
    for marks, message, hint in _SENTENCES:
        if any(mark in said for mark in marks):
            return GitFailed(message.format(address=address), said, hint)
    if refused:
        why = refused[0].rpartition("\t")[2].removeprefix("[remote rejected] ").strip("()")
        message = f"the shared copy at {address} refused what was sent: {why}"
        return GitFailed(message, said, "tell whoever looks after it; everything saved here is kept")
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(("hint:", "remote:", "From "))]
    why = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else f"status {answer.status}"
    message = f"the shared copy at {address} did not answer as it should: {why}"
    return GitFailed(message, said, "check the address and your connection; everything saved here is kept")


def _by_checks(said: str, *, served: bool) -> GitFailed:
    """What a check on the way said: the one of this copy, or the server's, which speaks behind ``remote:``."""
    lines = [line.removeprefix("remote:").strip() for line in said.splitlines()]
    start = next((at for at, line in enumerate(lines) if line.startswith("NOT ")), 0)
    told = [line for line in lines[start:] if line and not line.startswith(("error:", "To ", "!"))]
    whose = "the shared copy's own check" if served else "the check before sharing"
    message = "\n".join([f"{whose} stopped what was sent:", *told]) if told else f"{whose} stopped what was sent"
    return GitFailed(message, said, "put right what it names, then recoup sync again; everything saved here is kept")
