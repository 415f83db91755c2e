"""The project's own letters pass its own check: every golden letter, held against the case it was made from."""

from __future__ import annotations

import pytest

from ledger.core.letter.check.whole import Against, letter_findings
from ledger.core.severity import severity_of
from ledger.store.letters.reading import letter_of
from ledger.store.letters.tone_table import tone_table
from tests.conftest import ROOT
from tests.store.letters.letters_of_the_sample import SAMPLES, Sample, matter_of

# Requests ask "how the amount was calculated" and end in the reservation of rights: the passive is no fault there.
ALLOWED = {"LED625": "in the passive", "LED611": "not looked for in the words"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_letter_of_ours_is_clean(sample: Sample) -> None:
    matter = matter_of(sample)
    text = (ROOT / "tests" / "golden" / "letters" / f"{sample.name}.md").read_text(encoding="utf-8")
    against = Against(tone_table(), matter.identities, "", matter.kind, matter)
    found = [one for one in letter_findings(letter_of(text), against) if ALLOWED.get(one.code, "?") not in one.message]
    assert [(one.line, severity_of(one), one.code, one.message) for one in found] == []
