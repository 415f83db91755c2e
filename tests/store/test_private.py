"""The private folder on a real disk, beside a real repository."""

from __future__ import annotations

import os
import stat
import sys
import time
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from ledger.core.identity import Identities, Member, Patient
from ledger.core.practice import Settings
from ledger.core.proof import Document
from ledger.store.git import Git
from ledger.store.private import CHANGED, INTACT, NO_HASH, NOT_HERE, PrivateFolder, private_folder
from ledger.store.private_file import write_private
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "RC-2026-7K4QXM"
SETTINGS = Settings(format="1", time_zone="America/Chicago")
JANE = Patient("P-1042", "Jane Doe", born_on=date(1988, 3, 6), members=(Member("lone-star-health", "LSX1"),))


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    return PrivateFolder(tmp_path / "bluestem-private")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Scan 0001.PDF"
    path.write_bytes(b"%PDF-1.4 << /Type /Pages /Count 1 >> << /Type /Page >>")
    return path


def files(folder: PrivateFolder) -> list[str]:
    return sorted(path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*") if path.is_file())


# where it is


def test_the_folder_is_the_one_set_here_else_the_ledgers_else_beside_it(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    root = tmp_path / "bluestem"
    root.mkdir()
    git(root, "init", "-q")
    door = Git(root)

    assert private_folder(door, SETTINGS).path == tmp_path / "bluestem-private"
    assert private_folder(door, SETTINGS._replace(private="/srv/recoup")).path.as_posix() == "/srv/recoup"
    git(root, "config", "recoup.private", "../office")
    assert private_folder(door, SETTINGS._replace(private="/srv/recoup")).path.resolve() == tmp_path / "office"


def test_a_folder_that_the_ledger_would_save_takes_nothing(tmp_path: Path, scan: Path, git: Callable[..., str]) -> None:
    root = tmp_path / "bluestem"
    (root / "private").mkdir(parents=True)
    git(root, "init", "-q")
    inside = SETTINGS._replace(private="private")

    with pytest.raises(Refused, match="inside the ledger"):
        private_folder(Git(root), inside).keep_document(CASE, scan, "demand")
    (root / ".gitignore").write_text("/private/\n")
    assert private_folder(Git(root), inside).keep_document(CASE, scan, "demand").fresh
    (root / ".gitignore").unlink()
    assert not private_folder(Git(root), inside._replace(frozen_on=date(2026, 3, 9))).exposed


def test_a_folder_that_is_not_here_is_a_state(folder: PrivateFolder) -> None:
    assert not folder.here
    assert folder.identities() == Identities()
    assert folder.state_of(Document("demand", "demand_letter", f"{CASE}/demand.pdf")) == NOT_HERE


def test_a_chosen_folder_that_is_not_here_is_never_made(tmp_path: Path, scan: Path) -> None:
    share = PrivateFolder(tmp_path / "share", chosen=True)

    with pytest.raises(Refused, match="is not here"):
        share.keep_document(CASE, scan, "demand")
    with pytest.raises(Refused, match="is not here"):
        share.add_patients([JANE])
    assert not share.here


# who the patients are


def test_patients_are_added_and_read_back(folder: PrivateFolder) -> None:
    assert folder.add_patients([JANE, Patient("P-2", 'Roe, Ann: "Nan" #2')]) == (2, [])

    assert folder.identities() == Identities((JANE, Patient("P-2", 'Roe, Ann: "Nan" #2')))
    assert files(folder) == ["identities.yaml"]


def test_adding_keeps_what_was_typed_by_hand(folder: PrivateFolder) -> None:
    folder.path.mkdir()
    file = folder.path / "identities.yaml"
    typed = "format: 1\npatients:\n  P-1042:   # moved here\n    name: Jane Doe\n"
    file.write_text(typed)

    assert folder.add_patients([JANE._replace(members=()), Patient("P-2", "Ann Roe")]) == (2, [])

    assert file.read_text() == f"{typed}    born_on: 1988-03-06\n  P-2:\n    name: Ann Roe\n"
    assert folder.add_patients([Patient("P-2", "ROE, ANN")]) == (0, [])


def test_a_second_name_for_a_key_writes_nothing(folder: PrivateFolder) -> None:
    folder.add_patients([JANE])
    before = (folder.path / "identities.yaml").read_bytes()

    written, findings = folder.add_patients([Patient("P-3", "Eve Poe"), Patient("P-1042", "Ann Roe")])

    assert (written, [one.code for one in findings]) == (0, ["LED604"])
    assert (folder.path / "identities.yaml").read_bytes() == before


def test_a_broken_file_of_names_is_refused_because_names_could_not_be_guarded(folder: PrivateFolder) -> None:
    folder.path.mkdir()
    file = folder.path / "identities.yaml"
    for text in (
        "patients: [",
        "format: 1\npatients:\n  P-1: {nam: Jane}\n",
        "format: 1\npatients:\n  P-1: {name: J, born_on: x}\n",
    ):
        file.write_text(text)
        with pytest.raises(Refused, match=r"identities\.yaml:"):
            folder.identities()
        with pytest.raises(Refused):
            folder.add_patients([JANE])
        assert file.read_text() == text


def test_a_patient_that_the_format_cannot_hold_is_not_written(folder: PrivateFolder) -> None:
    _, findings = folder.add_patients([Patient("no key", "Jane Doe")])

    assert findings
    assert files(folder) == []


def test_one_writer_at_a_time_and_a_forgotten_lock_is_nobodys(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.path.mkdir()
    lock = folder.path / "identities.yaml.lock"
    lock.touch()
    monkeypatch.setattr("ledger.store.private_file._WAIT", 0.1)
    with pytest.raises(Refused, match="somebody else"):
        folder.add_patients([JANE])

    an_hour_ago = time.time() - 3600
    os.utime(lock, (an_hour_ago, an_hour_ago))
    assert folder.add_patients([JANE]) == (1, [])
    assert files(folder) == ["identities.yaml"]


def test_a_file_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "identities.yaml"
    file.write_bytes(b"theirs")

    with pytest.raises(Refused, match="changed by somebody else"):
        write_private(file, b"ours", b"as it was read")
    with pytest.raises(Refused, match="changed by somebody else"):
        write_private(file, b"ours", None)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]


# papers


def test_a_paper_is_copied_with_its_hash_and_pages(folder: PrivateFolder, scan: Path) -> None:
    kept = folder.keep_document(CASE, scan, "demand")

    copy = folder.path / CASE / "demand.pdf"
    assert copy.read_bytes() == scan.read_bytes()
    assert kept == (f"{CASE}/demand.pdf", sha256(scan.read_bytes()).hexdigest(), 1, True)
    assert files(folder) == [f"{CASE}/demand.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_what_is_kept(folder: PrivateFolder, scan: Path) -> None:
    folder.keep_document(CASE, scan, "demand")
    folder.add_patients([JANE])

    for path in (folder.path / CASE / "demand.pdf", folder.path / "identities.yaml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_nothing_is_ever_overwritten_and_the_same_paper_is_kept_once(folder: PrivateFolder, scan: Path) -> None:
    first = folder.keep_document(CASE, scan, "demand")
    again = folder.keep_document(CASE, scan, "demand")
    scan.write_bytes(b"another paper")
    other = folder.keep_document(CASE, scan, "demand")

    assert (again.file, again.fresh) == (first.file, False)
    assert (other.file, other.fresh, other.pages) == (f"{CASE}/demand-2.pdf", True, None)
    assert folder.keep_document(CASE, scan, "demand").file == f"{CASE}/demand-2.pdf"


def test_a_share_without_links_keeps_papers_too(
    folder: PrivateFolder, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)

    assert folder.keep_document(CASE, scan, "demand").fresh
    assert files(folder) == [f"{CASE}/demand.pdf"]


def test_two_who_keep_a_paper_of_one_name_get_two_files(
    folder: PrivateFolder, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def somebody_was_faster(source: Path, target: Path) -> None:
        if target.name == "demand.pdf":
            target.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", somebody_was_faster)

    assert folder.keep_document(CASE, scan, "demand").file == f"{CASE}/demand-2.pdf"
    assert (folder.path / CASE / "demand.pdf").read_bytes() == b"theirs"


def test_an_ending_that_is_none_is_dropped(folder: PrivateFolder, tmp_path: Path) -> None:
    for name in ("scan", "scan.", "scan.p f", "scan.averylongending"):
        (tmp_path / name).write_text(name)
        assert "." not in folder.keep_document(CASE, tmp_path / name, f"x{len(name)}").file.rpartition("/")[2]


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_what_is_no_file_is_refused(folder: PrivateFolder, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="is not a file"):
        folder.keep_document(CASE, tmp_path / name, "demand")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that refuses its owner")
def test_a_folder_that_cannot_be_written_is_refused_with_nothing_left(folder: PrivateFolder, scan: Path) -> None:
    folder.path.mkdir(mode=0o500)

    with pytest.raises(Refused, match="cannot be written"):
        folder.keep_document(CASE, scan, "demand")
    with pytest.raises(Refused, match="cannot be written"):
        folder.add_patients([JANE])


def test_a_full_disk_leaves_nothing_half(folder: PrivateFolder, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ledger.store.private_file._to_disk", full)

    with pytest.raises(Refused, match="No space left"):
        folder.keep_document(CASE, scan, "demand")
    with pytest.raises(Refused, match="No space left"):
        folder.add_patients([JANE])
    assert files(folder) == []


def test_the_state_of_a_paper_is_told_by_its_hash(folder: PrivateFolder, scan: Path) -> None:
    kept = folder.keep_document(CASE, scan, "demand")
    document = Document("demand", "demand_letter", kept.file, kept.sha256)

    assert folder.state_of(document) == INTACT
    assert folder.state_of(document._replace(sha256=None)) == NO_HASH
    (folder.path / kept.file).write_bytes(b"changed")
    assert folder.state_of(document) == CHANGED
    (folder.path / kept.file).unlink()
    assert folder.state_of(document) == NOT_HERE


@pytest.mark.parametrize(
    "file",
    [
        "",
        ".",
        "..",
        "../x",
        "/etc/passwd",
        "a/../../b",
        "C:\\x",
        "\\\\host\\x",
        "C:x",
        "a\0b",
        "a\nb",
        f"{'x' * 300}/y",
    ],
)
def test_a_path_that_leaves_the_folder_is_refused(folder: PrivateFolder, file: str) -> None:
    with pytest.raises(Refused):
        folder.inside(file)
    assert folder.state_of(Document("x", "other", file)) == NOT_HERE


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leaves_the_folder_is_refused(folder: PrivateFolder, tmp_path: Path, scan: Path) -> None:
    folder.path.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder.path / CASE).symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    with pytest.raises(Refused, match="leads out"):
        folder.keep_document(CASE, scan, "demand")
    assert list((tmp_path / "elsewhere").iterdir()) == []
