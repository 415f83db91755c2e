"""Changes to a case file as values: what to set, what to add. ``store.yaml.splice`` turns them into text."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Union

from ledger.core.finding import Path

Value = Union[str, Sequence["Value"], Mapping[str, "Value"]]  # noqa: UP007 - a name in quotes takes no |
"""What can be written: text, a list, a mapping. All scalars are text; the schema types them on reading."""


class Flow(dict[str, "Value"]):
    """A mapping to be written on one line, ``{line: 1, served_on: 2026-01-08}``, as long as the line stays readable."""


class SetField(NamedTuple):
    """Set one field to a value; the key is added in the schema's order where it is missing."""

    path: Path
    value: Value


class AppendEntry(NamedTuple):
    """Add one entry at the end of a list; an empty or missing list is opened into a block."""

    path: Path
    entry: Mapping[str, Value]


Edit = SetField | AppendEntry


class Change(NamedTuple):
    """What a command wants to do to one case, decided in core.

    ``subject`` follows the case id in the commit message (``phone call with Dana (2026-03-09)``), ``event`` is the
    machine word of the trailer ``Event:``, ``said`` is the line that the user reads afterwards.
    """

    edits: tuple[Edit, ...]
    subject: str
    event: str
    said: str = ""
