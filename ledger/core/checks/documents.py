"""Documents that texts and fields name: they must be listed, and have the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ledger.core.case import Case
from ledger.core.checks.walk import Part, key
from ledger.core.citation import Citation, citations
from ledger.core.finding import WARNING, Finding, Path
from ledger.core.proof import Document

_FIELDS = ("document", "decision_document")
_AS_PRINTED = "sic"
"""``[sic]`` in a quotation is the one bracket that everybody types and nobody means as a document."""


def documents_exist(case: Case, everything: Sequence[Part]) -> Iterator[Finding]:
    """Find documents that are named and not listed, and pages they do not have."""
    known = {document.id: document for document in case.documents}
    for path, part in everything:
        for field in _FIELDS:
            name: str | None = getattr(part, field, None)
            if name is not None and name not in known:
                yield _not_listed((*path, field), f"{field} is {name}, and no document has this id")
        for place, text in _texts(part):
            yield from _cited((*path, *place), text, known)


def _texts(part: Any) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 - any named tuple of a case
    """Yield the texts of one part that hold a bracket; most values hold none, and this runs over every value."""
    for field, value in zip(part._fields, part, strict=True):
        if type(value) is str:
            if "[" in value:
                yield (key(part, field),), value
        elif type(value) is tuple:
            for index, item in enumerate(value):
                if type(item) is str and "[" in item:
                    yield (key(part, field), index), item


def _cited(path: Path, text: str, known: Mapping[str, Document]) -> Iterator[Finding]:
    for citation in citations(text):
        document = known.get(citation.name)
        if document is not None:
            yield from _page(path, citation, document)
        elif citation.first is not None:
            yield _not_listed(path, f"{citation.text} cites a document that is not listed")
        elif citation.name != _AS_PRINTED:  # a bare word in brackets may also be somebody's own remark in a quotation
            found = _not_listed(path, f"{citation.text} reads as a citation, and no document has this id")
            yield found._replace(severity=WARNING)


def _page(path: Path, citation: Citation, document: Document) -> Iterator[Finding]:
    first, last = citation.first, citation.last
    if first is None or last is None:
        return
    if first > last or first == 0:
        yield Finding("LED318", f"{citation.text} names no page", "count from page 1, the first page first", path)
    elif document.pages is not None and last > document.pages:
        pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
        yield Finding(
            "LED318", f"{citation.text}, and {document.id} has {pages}", "look up the page, or mend pages: there", path
        )


def _not_listed(path: Path, message: str) -> Finding:
    return Finding(
        "LED303", message, "recoup attach takes the paper in; or mend the name as it stands in documents", path
    )
