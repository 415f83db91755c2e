"""What goes with a letter: the reason it is late, the paper that appoints somebody, the cover of a fax."""

from __future__ import annotations

from ledger.core.letter.element import (
    ANY,
    DEMAND,
    FORBIDDEN,
    HIGH,
    MEDICARE,
    MEDIUM,
    MEMBERS,
    SPINE,
    Element,
    Kind,
)

_APPOINTING = "42 CFR 405.910(c)"
_LATE = "42 CFR 405.942(b)"
ROWS = (
    Kind(
        "good_cause",
        "Request to accept a late filing for good cause",
        "good_cause",
        (),
        MEDICARE,
        "all",
        "does not stop the taking; the filing it goes with may, once it is accepted",
        (
            *SPINE,
            *DEMAND[:1],
            *MEMBERS[:1],
            Element("late_filing", f"{_LATE}, the filing itself", confidence=HIGH),
            Element("late_cause", f"{_LATE}, the reason", confidence=HIGH),
            Element("late_evidence", f"{_LATE}, evidence", confidence=HIGH),
        ),
        encloses=("late_filing",),
        heed="send it together with the late filing; what one level accepts does not bind the next",
        use="the time for a Medicare appeal has passed for a reason that can be shown",
    ),
    Kind(
        "appointment_of_rep",
        "Appointment of representative",
        "",
        ("appointment", "redetermination", "reconsideration", "rebuttal"),
        MEDICARE,
        "all",
        "does not stop the taking and moves no day",
        (
            Element("practice_name"),
            Element("addressee", f"{_APPOINTING}(7), the entity that decides", confidence=HIGH),
            Element("demand_number"),
            Element("claims"),
            Element("appointment", f"{_APPOINTING}(2), the appointment", confidence=HIGH),
            Element("scope", f"{_APPOINTING}(3), purpose and scope", confidence=HIGH),
            Element("both_contacts", f"{_APPOINTING}(4), names, telephones and addresses", confidence=HIGH),
            Element("appointing_number", f"{_APPOINTING}(5), Medicare number or NPI", confidence=HIGH),
            Element("rep_status", f"{_APPOINTING}(6), status or relationship", confidence=HIGH),
            Element("one_person", "page of a Medicare contractor on who may appeal", FORBIDDEN, MEDIUM),
        ),
        asks_only=True,
        heed="both sign and date it by hand; it names a person, never a firm",
        use="somebody outside the practice acts in a Medicare appeal",
    ),
    Kind(
        "fax_cover",
        "Fax cover",
        "",
        (),
        ANY,
        "all",
        "moves no day; the confirmation of the fax is the proof",
        (
            Element("practice_name"),
            Element("practice_phone"),
            Element("signer"),
            Element("faxed_letter"),
            Element("fax_number"),
        ),
        asks_only=True,
        heed="it names no patient, no claim and no service",
        use="a letter goes by fax",
    ),
)
