"""The names of a case: its id, a prefix of its random part, the payer's reference, an alias, a path."""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that reads as a digit."""

RANDOM_LENGTH = 6
TAG_LENGTH = 4

_READ_AS = str.maketrans("ILO", "110")


def is_case_id(text: str) -> bool:
    """Whether the text is a whole id: ``RC-2026-7K4QXM``."""
    kind, _, rest = text.partition("-")
    year, _, random = rest.partition("-")
    return (
        kind == "RC"
        and len(year) == 4  # noqa: PLR2004
        and year.isascii()
        and year.isdigit()
        and len(random) == RANDOM_LENGTH
        and all(letter in ALPHABET for letter in random)
    )


def ids_meant(name: str, ids: Iterable[str]) -> list[str]:
    """The ids that a typed name can mean: the id itself, or any that the prefix of a random part opens.

    Letters that read as digits are taken as those digits, and small letters as capitals.
    """
    wanted = name.strip().upper()
    known = list(ids)
    if wanted in known:
        return [wanted]
    head, _, tail = wanted.rpartition("-")
    prefix = tail.translate(_READ_AS)
    return [known_id for known_id in known if _opens(known_id, head, prefix)]


def _opens(case_id: str, head: str, prefix: str) -> bool:
    start, _, random = case_id.rpartition("-")
    return bool(prefix) and random.startswith(prefix) and (not head or start.endswith(head))


def file_of(case_id: str, month: str) -> str:
    """Where a case lies from the ledger's root, by the month of its demand (``2026-03``)."""
    return f"cases/{month}/{case_id}.yaml"


def id_of(file: str) -> str:
    """The id that a case file's name carries."""
    return file.rpartition("/")[2].removesuffix(".yaml")
