"""The pages of a packet: the letter, its index, and each exhibit behind its sheet, laid out and bound file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.exhibit import title_of
from ledger.core.packet.bates import bates
from ledger.store.letters.page import laid_out, pictured
from ledger.store.packet.binding import Pages, bound, frames_of
from ledger.store.packet.opening import picture_kind
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ledger.core.letter.matter import Matter
    from ledger.core.packet.exhibit import Paged
    from ledger.core.packet.volume import Stretch
    from ledger.core.proof import Document
    from ledger.store.letters.page import Laid
    from ledger.store.private import PrivateFolder

Files = tuple[tuple["Stretch", ...], ...]


class Paper(NamedTuple):
    """The letter itself: its document, and how many pages it has."""

    document: Document
    pages: int


class _Sheets(NamedTuple):
    """The sheets of a packet in one PDF, and which page is before which exhibit or file."""

    data: bytes
    exhibits: dict[str, int]
    files: dict[int, int]


class Layout:
    """Lays one packet out. Nothing on its pages says more than the letter does: no names, no dates of birth."""

    def __init__(self, private: PrivateFolder, matter: Matter, letter: Paper, exhibits: Sequence[Paged]) -> None:
        self._private = private
        self._matter = matter
        self._letter = letter
        self._exhibits = exhibits
        self._folder = shipped("templates") / "packet"
        self._day = matter.today
        self._pictures: dict[str, bytes] = {}
        reference = f", your reference {matter.reference}" if matter.reference else ""
        self._about = f"{matter.case.id}{reference}"

    def index_pages(self) -> int:
        """How many pages the index takes."""
        return self._index(()).pages if self._exhibits else 0

    def files(self, split: Files) -> list[bytes]:
        """Every file of the packet as a PDF; the same papers give the same bytes."""
        sheets = self._sheets(split)
        return [self._file(split, number, sheets) for number in range(len(split))]

    def _file(self, split: Files, number: int, sheets: _Sheets) -> bytes:
        parts = list(self._parts(split, number, sheets))
        stamps = self._stamps(split[number])
        of = f", file {number + 1} of {len(split)}" if len(split) > 1 else ""
        return bound(parts, stamps, f"{self._matter.kind.title}: {self._about}{of}")

    def _parts(self, split: Files, number: int, sheets: _Sheets) -> Iterator[Pages]:
        if number == 0:
            yield from self._front(split)
        if number in sheets.files:
            page = sheets.files[number]
            yield Pages(sheets.data, page, page, f"File {number + 1} of {len(split)}")
        for stretch in split[number]:
            exhibit = stretch.paged.exhibit
            words = f"Exhibit {exhibit.letter}: {title_of(exhibit.document)}"
            if stretch.first == 1:
                page = sheets.exhibits[exhibit.letter]
                yield Pages(sheets.data, page, page, words)
            going_on = "" if stretch.first == 1 else f"{words}, from page {stretch.first}"
            yield Pages(self._source(exhibit.document), stretch.first, stretch.last, going_on, stamped=True)

    def _front(self, split: Files) -> Iterator[Pages]:
        yield Pages(self._source(self._letter.document), 1, self._letter.pages, "Letter")
        if self._exhibits:
            index = self._index(split)
            yield Pages(index.data, 1, index.pages, "Index of exhibits")

    def _source(self, document: Document) -> Path | bytes:
        """The file itself, or the page that shows it where it is a picture."""
        path = self._private.inside(document.file)
        kind = picture_kind(path)
        if kind is None:
            return path
        if document.id not in self._pictures:
            shown = pictured(self._folder / "picture.typ", path.read_bytes(), kind, self._day)
            self._pictures[document.id] = shown.data
        return self._pictures[document.id]

    def _index(self, split: Files) -> Laid:
        """The index: what each exhibit is, its numbers, where the letter cites it, and in which file it begins."""
        several = len(split) > 1
        rows = [[*self._row(one), *([_files_of(one, split)] if several else [])] for one in self._exhibits]
        data = {
            "title": f"Index of exhibits: {self._about}",
            "about": self._about,
            "lines": [self._matter.kind.title, self._about],
            "volumes": several,
            "head": ["Exhibit", "Document", "Dated", "Pages", "Numbers", "Cited in", *(["File"] if several else [])],
            "rows": rows,
        }
        return laid_out(self._folder / "index.typ", "index", data, self._day)

    def _row(self, one: Paged) -> list[str]:
        document, case_id = one.exhibit.document, self._matter.case.id
        dated = f"{document.dated_on:%m/%d/%Y}" if document.dated_on is not None else ""
        numbers = bates(case_id, one.first)
        numbers += f" to {one.last:06d}" if one.last != one.first else ""
        cited = ", ".join(one.exhibit.cited_in)
        return [one.exhibit.letter, title_of(document), dated, str(one.pages), numbers, cited]

    def _sheets(self, split: Files) -> _Sheets:
        """All sheets at once: one compile for the whole packet."""
        sheets = [self._exhibit_sheet(one) for one in self._exhibits]
        exhibits = {one.exhibit.letter: page for page, one in enumerate(self._exhibits, start=1)}
        files = {}
        for number in range(1, len(split)):
            sheets.append(self._file_sheet(split, number))
            files[number] = len(sheets)
        if not sheets:
            return _Sheets(b"", {}, {})
        data = {"title": f"Sheets: {self._about}", "about": self._about, "sheets": sheets}
        return _Sheets(laid_out(self._folder / "sheets.typ", "sheets", data, self._day).data, exhibits, files)

    def _exhibit_sheet(self, one: Paged) -> dict[str, object]:
        _, title, dated, pages, numbers, cited = self._row(one)
        rows = [["Dated", dated], ["Pages", pages], ["Numbers", numbers], ["Cited in", cited]]
        author = one.exhibit.document.author
        rows.insert(1, ["Author", author or ""])
        shown = [row for row in rows if row[1]]
        return {"heading": f"Exhibit {one.exhibit.letter}", "title": title, "rows": shown}

    def _file_sheet(self, split: Files, number: int) -> dict[str, object]:
        letters = [stretch.paged.exhibit.letter for stretch in split[number]]
        first, last = split[number][0], split[number][-1]
        case_id = self._matter.case.id
        numbers = f"{bates(case_id, first.paged.first + first.first - 1)} to {last.paged.first + last.last - 1:06d}"
        rows = [["Letter", self._matter.kind.title], ["Reference", self._about]]
        rows += [["Exhibits", ", ".join(letters)], ["Numbers", numbers]]
        return {"heading": f"File {number + 1} of {len(split)}", "title": "Continues the exhibits", "rows": rows}

    def _stamps(self, file: Sequence[Stretch]) -> bytes | None:
        """What is stamped on the pages of one file, None where none of its pages is an exhibit's."""
        stamps = []
        for stretch in file:
            paged = stretch.paged
            frames = frames_of(self._source(paged.exhibit.document), stretch.first, stretch.last)
            for page, frame in enumerate(frames, start=stretch.first):
                left = f"Exhibit {paged.exhibit.letter}, page {page} of {paged.pages}"
                right = bates(self._matter.case.id, paged.first + page - 1)
                stamps.append({"width": frame.width, "height": frame.height, "left": left, "right": right})
        if not stamps:
            return None
        laid = laid_out(self._folder / "stamps.typ", "stamps", {"stamps": stamps}, self._day, tagged=False)
        return laid.data


def _files_of(one: Paged, split: Files) -> str:
    """``2``, or ``2-3`` for an exhibit that goes on in the next file."""
    numbers = [n for n, file in enumerate(split, 1) if any(s.paged.exhibit.letter == one.exhibit.letter for s in file)]
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
