"""The audit's look at signatures: which saves need one, with which list of keys, and what git says of each."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.audit.page import Signing
from ledger.core.audit.point import PEOPLE, Point
from ledger.core.audit.signatures import GOOD, NONE, Verified, ended_told, wrongly_signed
from ledger.core.finding import Finding
from ledger.store import audited
from ledger.store.git.signatures import as_kept, list_name, verified
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.commands.audit_days import Ground
    from ledger.commands.session import Session
    from ledger.core.audit.saves import Save
    from ledger.core.removal import Removal


def signing_of(
    session: Session, ground: Ground, saves: Sequence[Save], outside: Path | None, ended: Mapping[str, Removal]
) -> tuple[Signing, list[Point]]:
    """How the signatures stand, and every save that lacks the one that the ledger demands.

    A save needs one where the ledger demands it before or after that save: none can lift the demand unsigned. ``ended``
    are saves that had one until a removal rewrote them.
    """
    demanded = [save for save in saves if _demands(ground, save)]
    signed = sum(save.signed for save in saves)
    if not demanded and not (outside and signed):
        return Signing(0, 0, signed), []
    excused = [save for save in demanded if save.version in ended and not save.signed]
    told = list(ended_told(ended, excused))
    with _keys(session, outside) as keys:
        if keys is None:
            message = "the ledger demands signatures, and no list of keys is here to check them with"
            hint = "recoup audit --allowed-signers FILE, with the list that is kept outside the ledger"
            return Signing(len(demanded), 0, signed, ended=len(excused)), [
                *told,
                Point(PEOPLE, Finding("LED751", message, hint)),
            ]
        asked = [save.version for save in saves if save.signed]
        found = verified(session.git, asked, keys, audited.signatures_kept(session.git))
        audited.keep_signatures(session.git, as_kept(found.items(), list_name(keys)))
    asked_of = [save for save in demanded if save.version not in ended or save.signed]
    points = [one for save in asked_of for one in wrongly_signed(save, found.get(save.version, Verified(NONE)))]
    if outside is not None and _differs(session, outside):
        message = "the list of keys in the ledger is not the one that is kept outside"
        points.append(Point(PEOPLE, Finding("LED751", message, "compare the two, and ask who changed which")))
    theirs = {save.version: save for save in saves if save.signed}
    good = sum(one.status == GOOD and not any(wrongly_signed(theirs[version], one)) for version, one in found.items())
    named = str(outside) if outside is not None else (_named(session) or "")
    counts = (len(demanded), good, signed, named)
    return Signing(*counts, outside=outside is not None, ended=len(excused)), [*told, *points]


def _demands(ground: Ground, save: Save) -> bool:
    settings = [ground.settings(version) for version in (*save.parents[:1], save.version)]
    return any(one is not None and one.signing is not None and one.signing.required for one in settings)


def _named(session: Session) -> str | None:
    signing = session.settings.signing
    return signing.allowed_signers if signing is not None else None


@contextmanager
def _keys(session: Session, outside: Path | None) -> Iterator[Path | None]:
    if outside is not None:
        if not outside.is_file():
            message = f"{outside} is not a file"
            raise Refused(message, "name the list of keys that is kept outside the ledger")
        yield outside.absolute()
        return
    named = _named(session)
    data = session.git.head_blob(named) if named else None
    if data is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "allowed_signers"
        path.write_bytes(data)
        yield path


def _differs(session: Session, outside: Path) -> bool:
    named = _named(session)
    data = session.git.head_blob(named) if named else None
    return data is not None and data != outside.read_bytes()
