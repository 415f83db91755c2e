"""The computer a copy lies on: the folder, the disk, the private folder, the shared copy, the clock, the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ledger.core.health.check import LOOK, OK, UNKNOWN, WRONG, Answer, named_few
from ledger.core.practice import Person

FULL_BYTES = 50 * 1024 * 1024
"""Below this a save does not begin."""
ROOM_BYTES = 1024 * 1024 * 1024
CLOCK_SLACK = timedelta(minutes=5)
"""How far two clocks may stand apart (reliability standard 2.4)."""

_HOSTS = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "bitbucket.org": "Bitbucket",
    "dev.azure.com": "Azure DevOps",
    "ssh.dev.azure.com": "Azure DevOps",
    "codeberg.org": "Codeberg",
    "git.sr.ht": "SourceHut",
}


class Private(NamedTuple):
    """What was seen of the private folder. ``service`` copies it away; ``open_to`` says who else may read it."""

    path: str
    here: bool = True
    inside: bool = False
    writable: bool = True
    service: str = ""
    open_to: str = ""


def synced(service: str | None) -> Answer:
    """Judge the folder of the ledger: whether a service copies it away file by file."""
    if service:
        cure = "recoup join ADDRESS DIR into a folder that is not synced, or move the folder while nothing runs"
        return Answer(WRONG, f"{service} copies this folder file by file, which breaks a ledger sooner or later", cure)
    return Answer(OK, "no service that copies file by file was recognised")


def private(seen: Private) -> Answer:
    """Judge the private folder."""
    if seen.inside:
        return Answer(WRONG, f"{seen.path} lies inside the ledger: names would be saved with it")
    if not seen.here:
        return Answer(LOOK, f"{seen.path} is not on this computer now; names and papers are missing")
    if not seen.writable:
        return Answer(
            WRONG, f"{seen.path} cannot be written", "ask whoever set up the folder for the right to change it"
        )
    if seen.open_to:
        cure = f"if nobody else needs it: chmod go= {seen.path}"
        return Answer(LOOK, f"{seen.path} can be read by {seen.open_to} of this computer", cure)
    if seen.service:
        cure = "make sure that your contract with the service covers health information"
        return Answer(LOOK, f"{seen.path} is copied away by {seen.service}", cure)
    return Answer(OK, f"{seen.path}: here, outside the ledger")


def documents(counts: Mapping[str, int]) -> Answer:
    """Judge how the papers of all cases lie in the private folder: how many are intact, changed, not here."""
    changed, absent = counts.get("changed", 0), counts.get("not_here", 0)
    rest = f"{counts.get('intact', 0)} intact, {absent} not here, {counts.get('no_hash', 0)} without a hash"
    if changed:
        return Answer(WRONG, f"{changed} changed since they were taken in; {rest}")
    if absent:
        cure = "connect the folder that holds them, or ask who has them; recoup show CASE names them"
        return Answer(LOOK, rest, cure)
    return Answer(OK, rest if counts else "no papers yet")


def room(free: int) -> Answer:
    """Judge the free space of the disk, in bytes."""
    said = f"{free / ROOM_BYTES:,.1f} GB free"
    if free < FULL_BYTES:
        return Answer(WRONG, f"{free // (1024 * 1024)} MB free: nothing can be saved")
    return Answer(LOOK if free < ROOM_BYTES else OK, said)


def encryption(told: str | None) -> Answer:
    """Judge the disk: ``on``, ``off`` or None where the computer does not tell without special rights."""
    if told == "on":
        return Answer(OK, "the disk of the ledger is encrypted")
    if told == "off":
        return Answer(LOOK, "no encryption was seen on the disk of the ledger")
    return Answer(UNKNOWN, "cannot tell whether the disk is encrypted")


def layers(listed: str) -> str | None:
    """Read whether one of a disk's layers is encrypted, from what ``lsblk -s -n -o TYPE`` lists; None for no layer."""
    kinds = listed.split()
    return None if not kinds else "on" if "crypt" in kinds else "off"


def file_vault(said: str) -> str | None:
    """Read what ``fdesetup status`` says; None where it is neither."""
    return "on" if "FileVault is On" in said else "off" if "FileVault is Off" in said else None


class Meeting(NamedTuple):
    """How this copy stands to the shared one: saves only here, only there, when they last met, in words."""

    waiting: int
    to_take_in: int
    last: str = ""


def shared(address: str | None, meeting: Meeting | None) -> Answer:
    """Judge how this copy stands to the shared one."""
    if not address:
        return Answer(LOOK, "nothing is shared: a lost disk would lose this ledger", "recoup init . --team ADDRESS")
    if meeting is None:
        return Answer(LOOK, "this copy does not follow the shared one", "git push --set-upstream origin main")
    when = f", last shared {meeting.last}" if meeting.last else ""
    said = f"{meeting.waiting} to share, {meeting.to_take_in} to take in{when}"
    return Answer(OK, said) if not (meeting.waiting or meeting.to_take_in) else Answer(LOOK, said)


def host(address: str | None) -> Answer:
    """Name the service that keeps the shared copy: what lies there is health information and needs a contract."""
    if not address:
        return Answer(OK, "no service keeps a shared copy")
    name = address.partition("://")[2] or address
    server = name.partition("/")[0].rpartition("@")[2].partition(":")[0].casefold()
    if server in _HOSTS:
        return Answer(LOOK, f"{_HOSTS[server]} keeps the shared copy, and it is health information")
    return Answer(OK, "the shared copy is not at a known public service")


def reached(complaint: str | None) -> Answer:
    """Judge whether the shared copy answers; None where it does."""
    if complaint is None:
        return Answer(OK, "the shared copy answers")
    return Answer(WRONG, f"the shared copy does not answer: {complaint}")


def clock(now: datetime, here: datetime | None, there: datetime | None) -> Answer:
    """Judge this computer's clock against the last save here and in the shared copy."""
    for whose, saved in (("in the shared copy", there), ("here", here)):
        if saved is not None and saved - now > CLOCK_SLACK:
            ahead = int((saved - now).total_seconds() // 60)
            return Answer(LOOK, f"the last save {whose} is {ahead} minutes ahead of this computer's clock")
    return Answer(OK, "the clock does not contradict the saves")


def who(name: str | None, email: str | None, people: Sequence[Person]) -> Answer:
    """Judge who works here, and whether the ledger knows that person."""
    if not name or not email:
        return Answer(WRONG, "this computer does not know who you are", "recoup setup asks for your name and e-mail")
    if not any((one.email or "").casefold() == email.casefold() for one in people):
        return Answer(LOOK, f"{email} is not among people: in ledger.yaml", "add yourself there, then recoup save")
    return Answer(OK, f"{name}, {email}")


def sign_ins(people: Sequence[Person], saved_by: Sequence[tuple[str, str]]) -> Answer:
    """Judge who signs in as whom: one address of two people, two addresses of one person.

    ``saved_by`` are the names and e-mails under which saves were made.
    """
    owners: dict[str, set[str]] = {}
    for one in people:
        if one.email:
            owners.setdefault(one.email.casefold(), set()).add(one.id)
    both = [f"{email} ({', '.join(sorted(ids))})" for email, ids in owners.items() if len(ids) > 1]
    if both:
        return Answer(WRONG, f"two people with one e-mail: {named_few(both)}", "give each an e-mail of their own")
    addresses: dict[str, set[str]] = {}
    for name, email in saved_by:
        addresses.setdefault(name.casefold(), set()).add(email.casefold())
    several = [
        f"{name} ({', '.join(sorted(addresses[name.casefold()]))})"
        for name in dict.fromkeys(name for name, _ in saved_by)
        if len(addresses[name.casefold()]) > 1
    ]
    if several:
        cure = "recoup setup --email ADDRESS on the computer that has the other one"
        return Answer(LOOK, f"one person saved under two e-mails: {named_few(several, 2)}", cure)
    return Answer(OK, "everyone has one e-mail of their own")
