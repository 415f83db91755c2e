"""The rules that shipped letters may cite: each of high confidence, its text read, with where it was read."""

from __future__ import annotations

from typing import NamedTuple


class Citable(NamedTuple):
    """A rule as letters cite it. ``source`` is the text that was read."""

    citation: str
    source: str


CITABLE = {
    "rebuttal": Citable(
        "42 CFR 405.374",
        "https://lexbuild.dev/ecfr/title-42/chapter-IV/part-405/section-405.374",
    ),
    "redetermination": Citable(
        "42 CFR 405.944",
        "https://law.lawstack.com/laws/42-cfr_s_405-944_place-and-method-of-filing-a-request-for-a-redetermination",
    ),
    "reconsideration": Citable("42 CFR 405.964", "https://law.lawstack.com/cfr/42/405.964/"),
    "no_recoupment": Citable("42 U.S.C. 1395ddd(f)(2)", "https://revassurance.com/reva-laws/42-usc-%C2%A7-1395ddd-f2/"),
    "texas_refund": Citable(
        "28 TAC 21.2818",
        "https://regulations.justia.com/states/texas/title-28/part-1/chapter-21/subchapter-t/section-21-2818",
    ),
}
"""By the names that templates use (``letter.rules.redetermination``).

42 CFR 405.379 is missing on purpose: its preamble was read, its section text was not.
"""
