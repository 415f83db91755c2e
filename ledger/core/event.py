"""What happened between two versions of a case, as sentences: the history of a case is nothing else.

History does not trust what somebody wrote beside a version; it compares the versions.
"""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.core.case import Case, Communication
from ledger.core.difference import Added, Altered, Difference, Removed, differences_between, entries_of
from ledger.core.entries import answers
from ledger.core.finding import Path
from ledger.core.occasion import named_in, sources
from ledger.core.proof import Recorded
from ledger.core.sending import Appeal, Filing, RepaymentPlan
from ledger.core.sentences import Sentence, altered, of_entry, of_sending, opened, removed, text_of

LATE_AFTER = 3
"""Days after which an entry counts as recorded late: a Friday's call typed on Monday is in time."""


class Event(NamedTuple):
    """One thing that happened to a case.

    ``kind`` is a word for programs, ``path`` the place in the newer version (the older one for what is gone), ``field``
    that place in words (``appeals.first.sent_on``; empty for the whole case), ``covers`` further fields the sentence
    tells. ``when`` is the day it happened, ``who`` acted; ``recorded`` says who typed it and when. ``old`` and ``new``
    are the values of one changed field. ``marks`` say what a reader must know: late, typed by another, corrected.
    ``documents`` are those that the entry, or the field's source, names; ``others`` further people the sentence
    names. ``clock`` is the hour of a contact (``10:20``), where it was typed.
    """

    kind: str
    path: Path
    sentence: str
    field: str = ""
    old: str | None = None
    new: str | None = None
    when: date | None = None
    who: str | None = None
    recorded: Recorded | None = None
    covers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    clock: str = ""

    def about(self, field: str) -> bool:
        """Whether the event tells something of a field, of a part of it, or of what it is a part of."""
        return any(
            name in ("", field) or name.startswith(f"{field}.") or (self._whole and field.startswith(f"{name}."))
            for name in (self.field, *self.covers)
        )

    @property
    def _whole(self) -> bool:
        """Whether a whole entry came or went, with all its fields."""
        return self.old is None and self.new is None


def events_between(before: Case | None, after: Case | None) -> tuple[Event, ...]:
    """Return what happened between two versions of one case, in the order of the file; None is no case at all."""
    if after is None:
        return () if before is None else (Event("case_removed", (), "the case file was removed"),)
    if before is None:
        first = opened(after)
        start = Event(first.kind, (), first.words, when=first.when)
        return (start, *_told(entries_of(after), after))
    return tuple(_told(differences_between(before, after), after))


def _told(differences: Sequence[Difference], after: Case) -> Iterator[Event]:
    steps: dict[Path, tuple[Sentence, ...]] = {}
    for difference in differences:
        if isinstance(difference, Added):
            yield from _came(difference, after)
        elif isinstance(difference, Removed):
            yield _event(removed(difference.entry), difference.path, difference.name, difference.entry)
        else:
            yield from _changed(difference, steps)


def _came(added: Added, after: Case) -> Iterator[Event]:
    answered = _answered(added, after)
    for sentence in of_entry(added.entry):
        event = _event(sentence, added.path, added.name, added.entry)
        yield event if answered is None else _answering(event, added.entry, answered)


def _changed(change: Altered, steps: dict[Path, tuple[Sentence, ...]]) -> Iterator[Event]:
    """Tell one changed field; the fields that make one step of a sending (sent, how, proof) are told together."""
    if isinstance(change.after, (Filing, Appeal, RepaymentPlan)):
        place = change.path[:-1]
        if place not in steps:
            steps[place] = of_sending(change.before, change.after)
        step = next((step for step in steps[place] if change.field in step.tells), None)
        if step is not None:
            if change.field == step.tells[0]:
                entry = change.name.rpartition(".")[0]
                covers = tuple(f"{entry}.{field}" for field in step.tells[1:])
                told = Event(step.kind, change.path, step.words, change.name, when=step.when, covers=covers)
                yield told._replace(
                    new=text_of(change.field, change.new), documents=sources(change.field, change.before, change.after)
                )
            return
    old, new = text_of(change.field, change.old), text_of(change.field, change.new)
    stamp = change.new if isinstance(change.new, Recorded) else None
    if stamp is not None:
        said = f"{of_entry(change.after)[-1].words}: stamped {new}"
        yield Event("recorded", change.path, said, change.name, old, new, who=stamp.by, recorded=stamp)
    else:
        said = altered(change.name, change.field, change.old, change.new)
        documents = sources(change.field, change.before, change.after)
        yield Event("field", change.path, said, change.name, old, new, documents=documents)


def _event(sentence: Sentence, path: Path, name: str, entry: Any) -> Event:  # noqa: ANN401 - any named tuple of a case
    recorded: Recorded | None = getattr(entry, "recorded", None)
    acted: str | None = getattr(entry, "by", None) or (recorded.by if recorded else None)
    return Event(
        sentence.kind,
        path,
        sentence.words,
        name,
        when=sentence.when,
        who=acted,
        recorded=recorded,
        marks=_marks(sentence.when, acted, recorded),
        documents=named_in(entry),
        clock=entry.at.clock if isinstance(entry, Communication) else "",
    )


def late_by(when: date | None, recorded_on: date) -> int:
    """Return how many days later something was recorded, where that is late; 0 where it was in time or has no day."""
    days = (recorded_on - when).days if when is not None else 0
    return days if days > LATE_AFTER else 0


def _marks(when: date | None, acted: str | None, recorded: Recorded | None) -> tuple[str, ...]:
    if recorded is None:
        return ()
    late = late_by(when, recorded.at.date())
    marks = [f"recorded {late} days later"] if late else []
    if acted != recorded.by:
        marks.append(f"{acted} acted, {recorded.by} typed")
    return tuple(marks)


def _answered(added: Added, after: Case) -> tuple[str, Any] | None:
    """Return the name and the entry that a new entry corrects or retracts; None where there is no such entry."""
    entry = added.entry
    if not (getattr(entry, "corrects", None) or getattr(entry, "retracts", None)):
        return None
    listed = getattr(after, str(added.path[0]))
    answer = answers(listed)[int(added.path[1])]
    return (answer.name, listed[answer.target]) if answer is not None and answer.target is not None else None


def _answering(event: Event, entry: Any, answered: tuple[str, Any]) -> Event:  # noqa: ANN401
    name, wrong = answered
    if getattr(entry, "corrects", None) is None:
        earlier = of_entry(wrong)[-1].words
        said = f"taken back: {earlier}"
        marks = (*event.marks, _answers("retracts", name, wrong))
        return event._replace(kind="retraction", sentence=said, marks=marks, covers=(_field_of(event, name),))
    apart = ("recorded", "corrects", "retracts", "id")
    fields = [field for field in entry._fields if field not in apart and getattr(entry, field) != getattr(wrong, field)]
    both = "; ".join(altered(field, field, getattr(wrong, field), getattr(entry, field)) for field in fields)
    said = f"corrected: {event.sentence}" + (f"; {both}" if both else "")
    marks = (*event.marks, _answers("corrects", name, wrong))
    return event._replace(kind="correction", sentence=said, marks=marks, covers=(_field_of(event, name),))


def _field_of(event: Event, name: str) -> str:
    """The field of the entry that is answered: who asks how that one changed is told of the answer, too."""
    return f"{event.path[0]}.{name}"


def _answers(verb: str, name: str, wrong: Any) -> str:  # noqa: ANN401
    """``corrects K7Q2, recorded 2026-03-09 by jlee``."""
    recorded: Recorded | None = getattr(wrong, "recorded", None)
    return f"{verb} {name}" + (f", recorded {text_of('recorded', recorded)}" if recorded else "")
