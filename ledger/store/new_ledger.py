"""The files a new ledger begins with, and the private folder beside it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from ledger.store.refusal import Refused
from ledger.store.saving import Write
from ledger.store.saving.place import refusal
from ledger.store.schema import schema_text
from ledger.store.shipped import shipped

KINDS = ("case", "payer", "ledger", "regime")
_EMPTY_FOLDERS = ("cases", "payers", "rules")
_IDENTITIES = "# Who the patients are. This file never enters the ledger.\nformat: 1\n\npatients:\n"
# Windows tells its own names for time zones; these are the ones of the United States.
_WINDOWS_ZONES = {
    "Eastern": "America/New_York",
    "Central": "America/Chicago",
    "Mountain": "America/Denver",
    "US Mountain": "America/Phoenix",
    "Pacific": "America/Los_Angeles",
    "Alaskan": "America/Anchorage",
    "Hawaiian": "Pacific/Honolulu",
}
DEFAULT_ZONE = "America/Chicago"


class Founding(NamedTuple):
    """What is asked before a ledger is made: the practice, the person who makes it, and the time zone of both."""

    practice: str
    handle: str
    name: str
    email: str
    time_zone: str


def first_files(founding: Founding) -> list[Write]:
    """Every file of a new ledger, by its path from the root."""
    words = {field: json.dumps(text, ensure_ascii=False) for field, text in founding._asdict().items()}
    source = shipped("templates") / "ledger"
    found = []
    for path in sorted(source.rglob("*")):
        if path.is_file():
            name = path.relative_to(source).as_posix().replace("dot-", ".")
            text = path.read_text(encoding="utf-8")
            found.append(Write(name, None, (text.format(**words) if name == "ledger.yaml" else text).encode()))
    found += [Write(f"schema/{kind}.schema.json", None, schema_text(kind)) for kind in KINDS]
    return found


def make_folders(root: Path) -> None:
    """Make the folders that have nothing to hold yet; git keeps none without a file, and none is missed in a copy."""
    for folder in _EMPTY_FOLDERS:
        (root / folder).mkdir(exist_ok=True)


def make_private(folder: Path) -> bool:
    """Make the private folder, for this person's eyes only; whether it was made. One that is there stays as it is.

    Raises Refused where it cannot be made.
    """
    identities = folder / "identities.yaml"
    try:
        made = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.path.lexists(identities):
            descriptor = os.open(identities, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_IDENTITIES.encode())
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise refusal(error, str(folder)) from None
    return made


def time_zone_here() -> str:
    """The time zone of this computer by its lasting name, else the one of Chicago."""
    for place in (os.environ.get("TZ", ""), os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]):
        if "/" in place and not place.startswith((":", "/")):
            return place
    return _WINDOWS_ZONES.get(time.tzname[0].removesuffix(" Standard Time"), DEFAULT_ZONE)


def require_free(root: Path) -> None:
    """Raise Refused unless a ledger can begin in ``root``: none there yet, and none of its files in the way."""
    if (root / "ledger.yaml").exists():
        raise Refused(f"there is a ledger in {root} already", "recoup setup completes this copy; recoup shows the day")
    above = next((folder for folder in root.absolute().parents if (folder / ".git").exists()), None)
    if above is not None:
        raise Refused(f"{root} lies inside another repository ({above})", "name a folder elsewhere: recoup init FOLDER")
