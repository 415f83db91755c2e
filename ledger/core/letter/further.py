"""What only some kinds of letters lay out: items of a notice, points, parties, schedules, offers, what is enclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.day import spelled_out
from ledger.core.entries import effective
from ledger.core.letter import companions
from ledger.core.letter.enclosures import SECTION, consents_of, enclosed_with
from ledger.core.letter.filed import how_sent, name_of
from ledger.core.letter.level_lacks import planned
from ledger.core.letter.missing import missing
from ledger.core.letter.notice_table import listed_by, notice_table
from ledger.core.letter.plan_lacks import electing, offer_of
from ledger.core.letter.points import ground_for, points_of
from ledger.core.letter.record import FILINGS
from ledger.core.letter.schedule import plan_of, schedule_of

if TYPE_CHECKING:
    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Ground

Data = dict[str, Any]
_BY_POINT = ("medicaid_prelim_WA", "medicare_council")
"""The kinds that meet the paper point by point; a ground stands below its point and not among the grounds."""


def further(matter: Matter, exhibits: Exhibits) -> Data:
    """The data of the kinds that need it, and its empty shape for all others."""
    kind = matter.kind.name
    return {
        "notice": _notice(matter, exhibits) if kind == "itemization_request" else {},
        "points": _points(matter, exhibits) if kind in _BY_POINT else [],
        "planned": _planned(matter, exhibits) if kind in ("medicare_alj", "medicare_council", "ma_noncontract") else {},
        "contacts": _contacts(matter) if kind in ("medicare_alj", "member_letter") else [],
        "late": _late(matter, exhibits) if kind == "good_cause" else {},
        "appointment": _appointment(matter) if kind == "appointment_of_rep" else {},
        "plan": _plan(matter) if matter.kind.serves == "repayment_plan" else {},
        "election": _election(matter) if kind == "immediate_recoupment" else "",
        "offer": _offer(matter) if kind == "settlement_offer" else {},
        "fax": _fax(matter) if kind == "fax_cover" else {},
        "funding": _funding(matter) if kind == "regulator_complaint" else "",
        "plan_name": _plan_name(matter),
        "waiver": _signed_papers(matter, exhibits, "waiver_of_liability") if kind == "ma_noncontract" else "",
        "claim_form": _claim_forms(matter, exhibits) if kind == "ma_noncontract" else "",
        "enclosed": [exhibits.refer(name, SECTION) for name in enclosed_with(matter)],
    }


def _signed_papers(matter: Matter, exhibits: Exhibits, kind: str) -> str:
    signed = [one.document for one in consents_of(matter, kind).values()]
    return "; ".join(exhibits.refer(name, "Opening") for name in dict.fromkeys(signed))


def _claim_forms(matter: Matter, exhibits: Exhibits) -> str:
    forms = [one.id for one in effective(matter.case.documents) if one.kind == "claim_form"]
    return "; ".join(exhibits.refer(name, "Opening") for name in forms)


def met_by_point(matter: Matter) -> tuple[Ground, ...]:
    """The grounds that a letter lays out below the points that they meet."""
    if matter.kind.name not in _BY_POINT:
        return ()
    return tuple(ground for point in points_of(matter) if (ground := ground_for(matter, point)) is not None)


def _funding(matter: Matter) -> str:
    words = {"fully_insured": "insured", "self_funded": "self-funded", "government": "a government's"}
    return words.get(matter.group.funding) or missing("whether the plan is insured")


def _plan_name(matter: Matter) -> str:
    slug = matter.group.plan or matter.case.plan or ""
    file = matter.law.payers.get(slug)
    return file.name if file is not None else slug


def _notice(matter: Matter, exhibits: Exhibits) -> Data:
    return {"rows": notice_table(matter, exhibits), "listed_by": listed_by(matter)}


def _points(matter: Matter, exhibits: Exhibits) -> list[Data]:
    """The points of the paper, numbered, each with the words that meet it, its claims and the relief."""
    found = []
    for number, point in enumerate(points_of(matter), start=1):
        section = f"Finding {number}"
        ground = ground_for(matter, point)
        found.append(
            {
                "says": exhibits.cite(point.says, section),
                "answer": _sentence(exhibits.cite(ground.point, section)) if ground is not None else missing("answer"),
                "rule": exhibits.cite(ground.rule or "", section) if ground is not None else "",
                "relief": _sentence(exhibits.cite(ground.relief or "", section) if ground is not None else "")
                or missing("relief"),
                "claims": ", ".join(point.claims),
            }
        )
    return found


def _planned(matter: Matter, exhibits: Exhibits) -> Data:
    own = planned(matter)
    late = own.late_because if own is not None else None
    parties = ", ".join(_copy(matter, one.to) for one in own.copies) if own is not None else ""
    if matter.kind.name == "ma_noncontract":
        return {"late": _sentence(exhibits.cite(late or "", "Time"))}
    evidence = exhibits.cite((own.further_evidence if own is not None else None) or "", "Further evidence")
    return {
        "evidence": _sentence(evidence) or missing("whether further evidence will follow"),
        "parties": parties or missing("the other parties"),
    }


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?" else f"{text}."


def _copy(matter: Matter, name: str) -> str:
    file = matter.law.payers.get(name)
    patient = matter.identities.patient(name)
    return (file.name if file is not None else None) or (patient.name if patient is not None else None) or name


def _contacts(matter: Matter) -> list[list[str]]:
    """Name, address and telephone of every patient the letter is about."""
    rows = []
    for key in dict.fromkeys(claim.patient or "" for claim in matter.subject):
        patient = matter.identities.patient(key)
        name, address, phone = (
            (getattr(patient, field, None) or missing(f"{field} of {key}")) for field in ("name", "address", "phone")
        )
        rows.append([name, ", ".join(address.splitlines()), phone])
    return rows


def _late(matter: Matter, exhibits: Exhibits) -> Data:
    late = companions.late_filing(matter)
    if late is None:
        return {"what": missing("the late filing"), "cause": missing("what prevented it"), "exhibit": "", "level": ""}
    level = name_of(late)
    return {
        "what": FILINGS.get(level, "filing").lower(),
        "level": level,
        "cause": _sentence(exhibits.cite(late.late_because or "", "Cause")) or missing("what prevented it"),
        "exhibit": exhibits.refer(late.document, "Opening"),
        "sent": how_sent(late),
    }


def _appointment(matter: Matter) -> Data:
    own = companions.appointment_of(matter)
    if own is None:
        gap = {"name": missing("name"), "lines": [missing("address")], "phone": missing("telephone")}
        return {
            "by": gap,
            "to": gap,
            "scope": missing("scope"),
            "status": missing("status"),
            "number": "",
            "patient": "",
        }
    patient = companions.by_patient(own)
    person = matter.identities.patient(own.patient or "") if patient else None
    number = (
        (f"Medicare number {person.mbi}" if person is not None and person.mbi else missing("Medicare number"))
        if (patient)
        else f"NPI {matter.npi or missing('NPI')}"
    )
    return {
        "by": _party(companions.appointing(matter, own)),
        "to": _party(companions.appointed(matter, own)),
        "scope": own.scope or missing("scope"),
        "status": own.rep_status or missing("status"),
        "number": number,
        "patient": "yes" if patient else "",
    }


def _party(party: companions.Party) -> Data:
    return {
        "name": party.name or missing("name"),
        "lines": list(party.address) or [missing("address")],
        "phone": party.phone or missing("telephone"),
    }


def _plan(matter: Matter) -> Data:
    plan = plan_of(matter)
    rows = schedule_of(matter)
    if plan is None or not rows:
        gap = missing("the schedule")
        return {"months": gap, "instalment": gap, "first": gap, "rate": "", "because": gap, "rows": [], "total": []}
    shown = [
        [
            str(row.number),
            f"{row.due_on:%m/%d/%Y}",
            *(dollars(one) for one in (row.paid, row.interest, row.principal, row.left)),
        ]
        for row in rows
    ]
    sums = [dollars(sum(getattr(row, name) for row in rows)) for name in ("paid", "interest", "principal")]
    return {
        "months": str(plan.months),
        "instalment": dollars(plan.instalment or rows[0].paid),
        "first": spelled_out(rows[0].due_on),
        "rate": f"{plan.rate.normalize():f}" if plan.rate else "",
        "because": (plan.because or "").rstrip(".") or missing("why instalments are asked for"),
        "principal": dollars(rows[0].principal + rows[0].left),
        "rows": shown,
        "total": ["Total", "", *sums, ""],
    }


def _election(matter: Matter) -> str:
    own = electing(matter)
    return (own.covers if own is not None else None) or missing("which demands it covers")


def _offer(matter: Matter) -> Data:
    own = offer_of(matter)
    days = sorted(line.served_on for claim in matter.subject for line in claim.lines)
    amount = own.amount if own is not None else None
    until = own.until if own is not None else None
    return {
        "amount": dollars(amount) if amount is not None else missing("the amount offered"),
        "until": spelled_out(until) if until is not None else missing("the last day of the offer"),
        "terms": ((own.terms or "").rstrip(".") if own is not None else "") or missing("the terms of the release"),
        "days": f"{spelled_out(days[0])} to {spelled_out(days[-1])}" if days else missing("dates of service"),
    }


def _fax(matter: Matter) -> Data:
    to = companions.goes_to(matter)
    kind = companions.companion(matter)
    pages = companions.faxed_pages(matter)
    return {
        "number": (to.desk.fax if to is not None else None) or missing("fax number"),
        "pages": str(pages) if pages is not None else missing("pages"),
        "what": kind.title if kind is not matter.kind else missing("the letter"),
    }
