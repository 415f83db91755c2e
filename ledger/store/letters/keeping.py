"""Finished letters in the private folder: a new name each time, for the owner alone, never over another file."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.private_file import write_private
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from ledger.store.private import PrivateFolder

_MOST = 1000


class KeptLetter(NamedTuple):
    """One file of a letter: its path below the private folder, and its hash."""

    file: str
    sha256: str


def stem_of(private: PrivateFolder, case_id: str, dated_on: date, name: str) -> str:
    """``RC-2026-7K4QXM_20260309_contest``, or the first of ``_v2``, ``_v3`` ... that no file bears yet.

    Raises Refused where the private folder is not on this computer, or lies where it would be saved with the ledger.
    """
    if private.exposed:
        message = f"the private folder {private.path} lies inside the ledger and would be saved with it"
        raise Refused(message, "recoup setup --private PATH chooses a folder outside")
    if not private.here:
        message = f"the private folder {private.path} is not here, and letters land in it"
        raise Refused(message, "connect the office's share, or recoup setup --private PATH")
    folder = private.inside(case_id)
    taken = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    first = f"{case_id}_{dated_on:%Y%m%d}_{name}"
    names = (first if number == 1 else f"{first}_v{number}" for number in range(1, _MOST))
    return next(stem for stem in names if stem not in taken)


def keep(private: PrivateFolder, case_id: str, stem: str, files: Mapping[str, bytes]) -> dict[str, KeptLetter]:
    """Write the files of one letter, by their endings (``pdf``, ``md``), all or none; returns what each is."""
    folder = private.inside(case_id)
    kept: dict[str, KeptLetter] = {}
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for ending, data in files.items():
            file = f"{case_id}/{stem}.{ending}"
            write_private(private.inside(file), data, None)
            kept[ending] = KeptLetter(file, sha256(data).hexdigest())
    except (OSError, Refused) as error:
        take_back(private, kept)
        if isinstance(error, Refused):
            raise
        message = f"{folder} cannot be written ({error.strerror})"
        raise Refused(message, "check that the folder is connected and has room") from None
    return kept


def write_new(target: Path, data: bytes) -> None:
    """Write a page to a new file that somebody named. Raises Refused where it is there already or cannot be written."""
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        message = f"{target} is already there"
        raise Refused(message, "give the page another name; nothing was overwritten") from None
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror})"
        raise Refused(message, "choose another folder") from None


def take_back(private: PrivateFolder, kept: Mapping[str, KeptLetter]) -> None:
    """Remove the files of a letter that the case does not record after all, as far as the disk lets them go."""
    for letter in kept.values():
        with suppress(OSError):  # a file that stays harms nothing: the next letter has another name
            private.inside(letter.file).unlink(missing_ok=True)
