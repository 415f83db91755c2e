"""What a case notes of a packet, and what keeps one from being bound."""

from __future__ import annotations

from datetime import date

from ledger.core.edit import AppendEntry
from ledger.core.letter.exhibit import Exhibit
from ledger.core.packet.exhibit import Paged
from ledger.core.packet.lacks import CHANGED, INTACT, NO_HASH, NOT_HERE, Looked, papers_missing
from ledger.core.packet.record import Bound, Packet, bound, made_from, on_file
from ledger.core.proof import Document
from tests.core.letter.matters import CLAIM, a_case

LETTER = Document("contest", "contest", "RC/c.pdf", sha256="a" * 64, patients=("P-1",))
CHART = Document("chart", "medical_record", "RC/chart.pdf", sha256="b" * 64, patients=("P-1",))
DAY = date(2026, 3, 9)


def paged(document: Document = CHART) -> Paged:
    return Paged(Exhibit("A", document, ("Ground 1",)), 3, 900, 1)


def test_the_note_names_letter_exhibits_and_numbers() -> None:
    note = made_from(LETTER, [paged()])
    assert note.startswith("packet of contest aaaaaaaa; exhibits 1 ")
    assert note.endswith("; bates chart 1-3")
    assert made_from(LETTER, [paged(CHART._replace(sha256="c" * 64))]) != note
    assert made_from(LETTER._replace(sha256=None), []) == "packet of contest "


def entries(change_of: Packet, *taken: Document) -> list[dict[str, object]]:
    change = bound(a_case(documents=taken), change_of, ["2026-03-09T16:22:07Z jlee K7Q2"] * len(change_of.files))
    return [dict(edit.entry) for edit in change.edits if isinstance(edit, AppendEntry)]


def test_every_file_is_a_document_of_its_own() -> None:
    files = (Bound("RC/p1.pdf", "1" * 64, 100), Bound("RC/p2.pdf", "2" * 64, 20))
    first, second = entries(Packet(LETTER, files, "packet of contest", DAY), LETTER)
    assert (first["id"], second["id"]) == ("packet-contest.part1", "packet-contest.part2")
    assert (first["made_with"], second["made_with"]) == (
        "packet of contest; file 1 of 2",
        "packet of contest; file 2 of 2",
    )
    assert (second["kind"], second["pages"], second["patients"]) == ("packet", "20", ["P-1"])


def test_one_file_says_nothing_of_others_and_a_letter_without_patients_names_none() -> None:
    packet = Packet(LETTER._replace(patients=()), (Bound("RC/p.pdf", "1" * 64, 9),), "packet of contest", DAY)
    [one] = entries(packet, LETTER, Document("packet-contest", "packet", "RC/old.pdf"))
    assert (one["id"], one["made_with"]) == ("packet-contest.2", "packet of contest")
    assert "patients" not in one
    change = bound(a_case(), packet, ["2026-03-09T16:22:07Z jlee K7Q2"])
    assert change.subject == "packet of contest bound (2026-03-09)"


def test_a_later_packet_of_the_same_letter_has_a_name_that_no_other_letter_can_give() -> None:
    files = (Bound("RC/p1.pdf", "1" * 64, 100), Bound("RC/p2.pdf", "2" * 64, 20))
    packet = Packet(LETTER, files, "packet of contest", DAY)
    earlier = Document("packet-contest.part1", "packet", "RC/old.pdf")
    of_another_letter = Document("packet-contest-2", "packet", "RC/other.pdf")
    named = [one["id"] for one in entries(packet, LETTER, earlier, of_another_letter)]
    assert named == ["packet-contest.2.part1", "packet-contest.2.part2"]


def test_a_packet_is_known_again_by_all_its_files() -> None:
    known = Document("packet-contest", "packet", "RC/p.pdf", sha256="1" * 64)
    case = a_case(documents=(LETTER, known))
    assert on_file(case, ["1" * 64]) == (known,)
    assert on_file(case, ["1" * 64, "2" * 64]) == ()


def codes(*looked: Looked) -> list[str]:
    return [one.code for one in papers_missing(a_case(documents=(LETTER, CHART)), looked)]


def test_what_keeps_a_paper_back() -> None:
    assert codes(Looked(CHART, INTACT, pages=3)) == []
    assert codes(Looked(CHART, CHANGED)) == ["LED602"]
    assert codes(Looked(CHART, NOT_HERE)) == ["LED603"]
    assert codes(Looked(CHART, NO_HASH)) == ["LED630"]
    assert codes(Looked(CHART, INTACT, "is locked with a password", "save it without")) == ["LED631"]


def test_pages_are_counted_against_what_the_case_says() -> None:
    assert codes(Looked(CHART._replace(pages=3), INTACT, pages=3)) == []
    assert codes(Looked(CHART._replace(pages=4), INTACT, pages=3)) == ["LED634"]


def test_a_paper_about_patients_says_about_whom() -> None:
    stranger = CHART._replace(patients=())
    [finding] = papers_missing(a_case(claims=(CLAIM,)), [Looked(stranger, INTACT)])
    assert (finding.code, finding.path) == ("LED632", ("documents",))
    assert f"patients: [{CLAIM.patient}]" in finding.hint
    [finding] = papers_missing(a_case(claims=()), [Looked(stranger, INTACT)])
    assert "patients: [P-1042]" in finding.hint
    assert codes(Looked(stranger._replace(kind="policy"), INTACT)) == []
