"""Binding: pages in their order, stamps on the right ones, nothing that runs, and the same bytes twice."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ledger.store.letters.page import laid_out, pictured
from ledger.store.packet.binding import Frame, Pages, bound, frames_of
from ledger.store.packet.opening import NotPages
from ledger.store.shipped import shipped
from tests.store.packet.papers import pdf, png, texts

DAY = date(2026, 3, 9)


def stamps(frames: list[Frame]) -> bytes:
    rows = [
        {"width": frame.width, "height": frame.height, "left": f"Exhibit A, page {page}", "right": f"7K4QXM-{page:06d}"}
        for page, frame in enumerate(frames, start=1)
    ]
    return laid_out(shipped("templates") / "packet" / "stamps.typ", "stamps", {"stamps": rows}, DAY, tagged=False).data


def turned(made: pikepdf.Pdf) -> None:
    made.pages[1].Rotate = 90


def laden(made: pikepdf.Pdf) -> None:
    """What a paper may bring along that nobody sees: a script, a link, an attachment, its maker's name."""
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 100, 100],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.invalid/?patient=P-1042"),
    )
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([link]))
    made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)"))
    made.attachments["secret.txt"] = b"attached"
    made.docinfo["/Author"] = "A. Maker"


def _aim(item: pikepdf.OutlineItem) -> pikepdf.Page:
    """The page that a bookmark leads to."""
    aim = item.destination
    assert isinstance(aim, pikepdf.Array)
    return pikepdf.Page(aim[0])


def test_parts_follow_each_other_under_their_bookmarks(tmp_path: Path) -> None:
    chart = tmp_path / "chart.pdf"
    chart.write_bytes(pdf(4))
    parts = [Pages(pdf(2), 1, 2, "Letter"), Pages(chart, 2, 3, "Exhibit A"), Pages(chart, 4, 4)]
    data = bound(parts, None, "A packet")
    assert [text.partition("(")[2].partition(")")[0] for text in texts(data)] == [
        "page 1",
        "page 2",
        "page 2",
        "page 3",
        "page 4",
    ]
    with pikepdf.open(BytesIO(data)) as made, made.open_outline() as outline:
        assert [(one.title, made.pages.index(_aim(one))) for one in outline.root] == [
            ("Letter", 0),
            ("Exhibit A", 2),
        ]
        assert str(made.docinfo["/Title"]) == "A packet"


def test_the_first_part_may_be_a_part_of_its_file() -> None:
    assert ["(page 2)" in text for text in texts(bound([Pages(pdf(3), 2, 2)], None, "T"))] == [True]


def test_stamps_go_on_the_pages_of_exhibits_alone_and_a_turned_page_is_stamped_as_it_is_seen(tmp_path: Path) -> None:
    chart = tmp_path / "chart.pdf"
    chart.write_bytes(pdf(3, turned))
    frames = frames_of(chart, 1, 3)
    assert frames == [Frame(612, 792), Frame(792, 612), Frame(612, 792)]
    data = bound([Pages(pdf(1), 1, 1, "Letter"), Pages(chart, 1, 3, "A", stamped=True)], stamps(frames), "T")
    with pikepdf.open(BytesIO(data)) as made:
        assert ["/XObject" in page.Resources for page in made.pages] == [False, True, True, True]
        assert "/Stamp0" in made.pages[2].Resources.XObject


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    chart = tmp_path / "chart.pdf"
    chart.write_bytes(pdf(3, laden))
    parts = [Pages(pdf(1, deterministic_id=True), 1, 1, "Letter"), Pages(chart, 1, 3, "A", stamped=True)]
    over = stamps(frames_of(chart, 1, 3))
    assert bound(parts, over, "T") == bound(parts, over, "T")


@pytest.mark.parametrize("base", [True, False])
def test_nothing_runs_links_or_tells_who_made_it(base: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table
    chart = tmp_path / "chart.pdf"
    chart.write_bytes(pdf(1, laden))
    parts = [Pages(chart, 1, 1, "A")] if base else [Pages(pdf(1), 1, 1), Pages(chart, 1, 1, "A")]
    data = bound(parts, None, "T")
    with pikepdf.open(BytesIO(data)) as made:
        plain = b"".join(one.unparse(resolved=True) for one in made.objects if not isinstance(one, pikepdf.Stream))
        assert [str(key) for key in made.docinfo] == ["/Title"]
        assert len(made.attachments) == 0
    for word in (b"JavaScript", b"URI", b"Maker", b"secret", b"/AA"):
        assert word not in plain, word


def test_what_a_note_shows_stays_on_the_page(tmp_path: Path) -> None:
    def noted(made: pikepdf.Pdf) -> None:
        look = made.make_stream(b"0 0 100 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = [0, 0, 100, 100]
        square = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Square,
            Rect=[72, 72, 172, 172],
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        made.pages[0].Annots = made.make_indirect(pikepdf.Array([made.make_indirect(square)]))

    chart = tmp_path / "chart.pdf"
    chart.write_bytes(pdf(1, noted))
    with pikepdf.open(BytesIO(bound([Pages(chart, 1, 1)], None, "T"))) as made:
        assert "/Annots" not in made.pages[0]
        assert len(made.pages[0].Resources.XObject) == 1


def test_a_picture_becomes_a_page() -> None:
    shown = pictured(shipped("templates") / "packet" / "picture.typ", png(), "png", DAY)
    assert shown.pages == 1
    assert frames_of(shown.data, 1, 1) == [Frame(612, 792)]


def test_a_part_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "chart.pdf"
    text.write_bytes(b"Dear Sir")
    with pytest.raises(NotPages):
        bound([Pages(pdf(1), 1, 1), Pages(text, 1, 1)], None, "T")
