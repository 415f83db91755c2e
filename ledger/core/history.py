"""The history of a case: what each saved version changed, told from the versions themselves."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.case import Case, Demand
from ledger.core.entries import answers, names_of
from ledger.core.event import Event, events_between
from ledger.core.growing import FILLED, KEPT
from ledger.core.labels import (
    BACK_DATED,
    CORRECTED,
    CUT,
    LATE,
    PARTLY,
    RETRACTED,
    Label,
    Times,
    lateness,
    of_event,
    of_save,
)
from ledger.core.occasion import notice_before
from ledger.core.roster import Roster

SHARED = "shared"
NOT_SHARED_YET = "not shared yet"
BEFORE_THIS_COPY = "before this copy took note"
NO_SHARED_COPY = "no shared copy"

_NOBODY = Roster(())


class Saved(NamedTuple):
    """One saved version of one case. ``before`` holds the case in each version it was made from; None where absent.

    ``by`` wrote it and ``kept_by`` saved it, who is mostly the same; ``at`` is the time of the save, ``written_at``
    that of the writing, ``parent_at`` the newest time among the saves it was made from. ``shared_at`` is when it was
    first seen in the shared copy and ``shared`` says so in words.

    ``after`` is None where the file was removed, or, with ``unreadable``, where it could not be read as a case;
    ``mended``: the version before it could not be read; ``partly``: some values of it could not. ``cut``: what was
    saved before it is not in this copy. ``decided``: what somebody had to choose where two versions were joined.
    """

    case: str
    version: str
    at: datetime
    by: str
    before: tuple[Case | None, ...]
    after: Case | None
    unreadable: bool = False
    mended: bool = False
    partly: bool = False
    cut: bool = False
    kept_by: str = ""
    written_at: datetime | None = None
    parent_at: datetime | None = None
    shared_at: datetime | None = None
    shared: str = NO_SHARED_COPY
    decided: tuple[Event, ...] = ()


class Told(NamedTuple):
    """One event with the save that brought it: happened, recorded, saved and shared stand apart.

    ``labels`` are those of the event, ``save_labels`` those of the save as a whole; ``notice`` is the notice of the
    payer after which a field of the demand was changed; ``documents`` are what the event names, or that notice.
    """

    saved: Saved
    event: Event
    labels: tuple[Label, ...] = ()
    save_labels: tuple[Label, ...] = ()
    notice: str = ""
    documents: tuple[str, ...] = ()

    @property
    def case(self) -> str:
        """The case's id."""
        return self.saved.case

    @property
    def people(self) -> frozenset[str]:
        """Everybody who acted, typed, wrote or saved, in small letters."""
        recorded = self.event.recorded
        named = (self.saved.by, self.saved.kept_by, self.event.who, recorded.by if recorded else "", *self.event.others)
        return frozenset(name.casefold() for name in named if name)


Answered = Mapping[str, Label]
"""For the entries of a case that were answered later, by list and tag (``money.K7Q2``): by whom and how."""


def told(
    saved: Saved, zone: tzinfo, field: str = "", roster: Roster = _NOBODY, answered: Answered | None = None
) -> tuple[Told, ...]:
    """Return what one version changed, or only what it tells of one field (``demand.amount``).

    Where two lines of work were joined, only what neither of them had is an event of the joining. ``zone`` is the
    ledger's: in it the day of the save is compared with the day something happened.
    """
    times = Times(saved.at, saved.by, saved.kept_by, zone, saved.parent_at)
    events = _what_changed(saved, field)
    labelled = [(event, _labels(event, times, roster, answered or {})) for event in events]
    late = [lateness(event, times) for event in events]
    if not saved.mended and not saved.cut and all(case is None for case in saved.before):
        labelled = _first(labelled, sum(one is not None for one in late))
    else:
        labelled = [
            (event, (*labels, *filter(None, [one]))) for (event, labels), one in zip(labelled, late, strict=True)
        ]
    whole = of_save(times, roster) + ((Label(PARTLY, "some values of this version could not be read"),) * saved.partly)
    return tuple(_told(saved, event, labels, whole) for event, labels in labelled if not field or event.about(field))


def answered_in(case: Case) -> Answered:
    """Which entries of a case were corrected or taken back later, and by whom."""
    found: dict[str, Label] = {}
    for listed in (*KEPT, *FILLED):
        entries: Sequence[tuple[object, ...]] = getattr(case, listed, ())
        for entry, answer in zip(entries, answers(entries), strict=True):
            if answer is None or answer.target is None:
                continue
            recorded = getattr(entry, "recorded", None)
            by = f" by {recorded.by}, recorded {recorded.at:%Y-%m-%d} ({recorded.tag})" if recorded else ""
            name, verb = (RETRACTED, "taken back") if answer.retracts else (CORRECTED, "corrected")
            for known in names_of(entries[answer.target]):
                found[f"{listed}.{known}"] = Label(name, f"later {verb}{by}")
    return found


def _what_changed(saved: Saved, field: str) -> tuple[Event, ...]:
    if saved.unreadable:
        return (Event("unreadable", (), "the file could not be read as a case"),)
    if saved.cut:
        return (Event(CUT, (), "this copy's history begins here; what was saved before is not in it"),)
    if saved.mended:
        return (Event("mended", (), "the file could be read as a case again"),)
    first, *others = saved.before or (None,)
    events = _events(first, saved.after, field)
    for other in others:
        known = {(event.field, event.sentence) for event in _events(other, saved.after, field)}
        events = tuple(event for event in events if (event.field, event.sentence) in known)
    return (*saved.decided, *events)


def _events(before: Case | None, after: Case | None, field: str) -> tuple[Event, ...]:
    """A field is told from its first value on, and that one stands in the opening of the case."""
    if field and before is None and after is not None:
        before = Case(after.id, after.title, after.payer, Demand())
    return events_between(before, after)


def _labels(event: Event, times: Times, roster: Roster, answered: Answered) -> tuple[Label, ...]:
    names = [event.field] + ([f"{event.path[0]}.{event.recorded.tag}"] if event.recorded and event.path else [])
    later = next((answered[name] for name in names if name in answered), None)
    return (*of_event(event, times, roster), *filter(None, [later]))


def _first(labelled: list[tuple[Event, tuple[Label, ...]]], late: int) -> list[tuple[Event, tuple[Label, ...]]]:
    """A case that is entered whole brings its past along: that is said once, not at every entry."""
    if not late:
        return labelled
    (first, labels), *others = labelled
    others = [(event, tuple(label for label in known if label.name != BACK_DATED)) for event, known in others]
    said = "1 of its entries is" if late == 1 else f"{late} of its entries are"
    return [(first, (*labels, Label(LATE, f"{said} older than this save"))), *others]


def _told(saved: Saved, event: Event, labels: tuple[Label, ...], whole: tuple[Label, ...]) -> Told:
    """Papers of the payer explain what is demanded; the rest of a case changes for reasons of its own."""
    notice = None
    if event.kind == "field" and event.path[0] == "demand" and saved.after is not None:
        notice = notice_before(saved.before[0] if saved.before else None, saved.after)
    if notice is None:
        return Told(saved, event, labels, whole, documents=event.documents)
    documents = event.documents or ((notice.document,) if notice.document else ())
    return Told(saved, event, labels, whole, spoken(notice.kind), documents)
