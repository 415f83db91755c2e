"""``check --fix``: what the program writes into files that were edited by hand: ``recorded`` and ``sha256``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.edit import Edit, SetField
from ledger.core.growing import KEPT
from ledger.core.names import id_of
from ledger.core.stamping import stamp_last

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.commands.session import Session
    from ledger.store.library import Loaded


def fix_files(session: Session, files: Sequence[str]) -> None:
    """Fill in what is missing in the cases named, without saving; files with mistakes of their own are left alone."""
    from ledger.commands.recording import keep
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    writes = []
    for file in files:
        loaded = session.library.load_case(file) if file.startswith("cases/") else None
        if loaded is None or loaded.broken or loaded.tree is None:
            continue
        edits = [*_stamps(session, loaded.tree), *_hashes(session, loaded)]
        if edits:
            text = splice(loaded.text, edits, stamp_last(key_order("case"), loaded.tree))
            writes.append(Write(file, loaded.data, text.encode()))
            session.note(f"{id_of(file)}: {len(edits)} field{'s' * (len(edits) > 1)} filled in")
    if writes:
        session.commit = False
        keep(session, writes, "")


def _stamps(session: Session, tree: dict[str, Any]) -> Iterator[Edit]:
    """The end of every entry that lacks one: when it was recorded, by whom, and its tag."""
    for name in KEPT:
        for index, entry in enumerate(tree.get(name) or ()):
            if name != "notices" and isinstance(entry, dict) and not entry.get("recorded"):
                yield SetField((name, index, "recorded"), session.stamp())


def _hashes(session: Session, loaded: Loaded) -> Iterator[Edit]:
    """The hash of every document that lies in the private folder and has none yet."""
    documents = loaded.case.documents if loaded.case is not None else ()
    for index, document in enumerate(documents):
        if document.sha256 is None and (digest := session.private.digest_of(document)):
            yield SetField(("documents", index, "sha256"), digest)
