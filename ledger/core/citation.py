"""Citations in a text: ``[demand p2]`` means page 2 of the document called demand."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from typing import NamedTuple

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


class Citation(NamedTuple):
    """One citation as it stands in a text; ``first`` and ``last`` are pages, None where it names the whole document."""

    text: str
    name: str
    first: int | None = None
    last: int | None = None


def citations(text: str) -> tuple[Citation, ...]:
    """Return the citations in a text, in its order: ``[name]``, ``[name p2]`` and ``[name p2-5]``.

    Other words in brackets (``[see the note]``) are no citations.
    """
    found = []
    for piece in text.split("[")[1:]:
        inside, closed, _ = piece.partition("]")
        citation = _citation(inside) if closed else None
        if citation is not None:
            found.append(citation)
    return tuple(found)


def _citation(inside: str) -> Citation | None:
    name, space, pages = inside.partition(" ")
    if not name or not _LETTERS.issuperset(name) or not name[0].isalnum():
        return None
    if not space:
        return Citation(f"[{inside}]", name)
    first, dash, last = pages.removeprefix("p").partition("-")
    if not pages.startswith("p") or not _is_number(first) or (dash and not _is_number(last)):
        return None
    return Citation(f"[{inside}]", name, int(first), int(last) if dash else int(first))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
