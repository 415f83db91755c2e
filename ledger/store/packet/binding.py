"""Binding one file of a packet: pages in their order, stamped, bookmarked, without anything that runs or tells more."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.packet.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pikepdf

# What a reader needs. All else stays behind: lists of what to leave out are never whole.
_OF_THE_FILE = {"/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences"}
_OF_A_PAGE = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/TrimBox",
    "/BleedBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Group",
    "/StructParents",
    "/Tabs",
}


class Pages(NamedTuple):
    """Some pages of one file, from ``first`` to ``last`` counted from 1, under one bookmark.

    ``source`` is a path or the bytes of a PDF; an empty ``bookmark`` continues the one before. ``stamped``: these pages
    are given the stamps, in their order.
    """

    source: Path | bytes
    first: int
    last: int
    bookmark: str = ""
    stamped: bool = False

    @property
    def length(self) -> int:
        """How many pages these are."""
        return self.last - self.first + 1


class Frame(NamedTuple):
    """The size of a page as it is seen, turned where it is turned: points of 1/72 inch."""

    width: float
    height: float


def frames_of(source: Path | bytes, first: int, last: int) -> list[Frame]:
    """The sizes of some pages. Raises NotPages."""
    with ExitStack() as stack:
        pdf = _open(source, stack)
        return [_frame(page) for page in pdf.pages[first - 1 : last]]


def bound(parts: Sequence[Pages], stamps: bytes | None, title: str) -> bytes:
    """One PDF of all parts; the same parts give the same bytes. Raises NotPages for a part that cannot be opened.

    The first part's file is the base, so that a tagged letter keeps its tags. Scripts, forms, attachments, links and
    what the papers' programs noted about their makers stay behind; what a form or a note shows stays on the page.
    """
    import pikepdf

    with ExitStack() as stack:
        pdf = _open(parts[0].source, stack, flat=True)
        marks: list[tuple[str, int]] = []
        _keep_only(pdf, parts[0])
        for place, part in enumerate(parts):
            start = 0 if place == 0 else len(pdf.pages)
            if place:
                other = _open(part.source, stack, flat=True)
                pdf.pages.extend(other.pages[part.first - 1 : part.last])
            if part.bookmark:
                marks.append((part.bookmark, start))
        _scrub(pdf)
        if stamps is not None:
            _stamp(pdf, stack.enter_context(pikepdf.open(BytesIO(stamps))), list(_stamped(parts)))
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(words, page) for words, page in marks)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.docinfo["/Title"] = title
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
        return out.getvalue()


def _open(source: Path | bytes, stack: ExitStack, *, flat: bool = False) -> pikepdf.Pdf:
    import pikepdf

    if isinstance(source, bytes):
        return stack.enter_context(pikepdf.open(BytesIO(source)))
    pdf = stack.enter_context(opened(source))
    if flat:
        with suppress(pikepdf.PdfError):  # a note whose looks cannot be drawn goes with the notes
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("all")
    return pdf


def _keep_only(pdf: pikepdf.Pdf, part: Pages) -> None:
    del pdf.pages[part.last :]
    del pdf.pages[: part.first - 1]


def _frame(page: pikepdf.Page) -> Frame:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    turned = int(page.obj.get("/Rotate", 0) or 0) % 180 != 0
    return Frame(height, width) if turned else Frame(width, height)


def _stamped(parts: Sequence[Pages]) -> Iterator[int]:
    """The places of the pages that are stamped, from 0."""
    place = 0
    for part in parts:
        if part.stamped:
            yield from range(place, place + part.length)
        place += part.length


def _stamp(pdf: pikepdf.Pdf, stamps: pikepdf.Pdf, places: Sequence[int]) -> None:
    """Lay each stamp over its page. ``add_overlay`` names every stamp by chance, and the bytes would differ."""
    import pikepdf

    for place, stamp in zip(places, stamps.pages, strict=True):
        page = pdf.pages[place]
        form = pdf.copy_foreign(stamp.as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, _free_name(page), replace_existing=False)
        placed = page.calc_form_xobject_placement(form, name, pikepdf.Rectangle(page.trimbox))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + placed)


def _free_name(page: pikepdf.Page) -> pikepdf.Name:
    """A name that nothing on the page bears."""
    import pikepdf

    taken = set(page.resources.get("/XObject", {}).keys())
    return pikepdf.Name(next(f"/Stamp{number}" for number in range(len(taken) + 1) if f"/Stamp{number}" not in taken))


def _scrub(pdf: pikepdf.Pdf) -> None:
    """Keep what a reader needs: what runs, what links and what says who made a paper with what stays behind."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for kept, things in ((_OF_THE_FILE, [pdf.Root]), (_OF_A_PAGE, [page.obj for page in pdf.pages])):
        for thing in things:
            for key in set(thing.keys()) - kept:
                del thing[key]
