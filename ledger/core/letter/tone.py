"""Words that no outgoing letter carries: they cost the reader's good will, admit something or threaten.

The list is the blocking half of the tone list of the letters facts (3.2). Quotations are left alone: what the payer
wrote is quoted as it stands.
"""

from __future__ import annotations

import re

BLOCKED = (
    "outrageous", "shocking", "shocked", "appalled", "appalling", "disgusted", "disgraceful", "furious", "angry",
    "desperate", "desperately", "heartbreaking", "devastating", "cruel", "heartless", "insulting", "nightmare",
    "at our wits' end", "sick of", "your negligence", "your so-called", "incompetent", "incompetence", "bad faith",
    "fraudulent", "theft", "stealing", "stole", "extort", "extortion", "shakedown", "money grab", "profiteering",
    "dishonest", "lying", "lied", "cover up", "hide", "hiding", "rubber stamp", "rubber stamped", "abusive",
    "harassment", "everyone knows", "no reasonable person", "utterly", "blatantly", "flagrant", "frivolous",
    "ridiculous", "absurd", "laughable", "nonsense", "joke", "as you well know", "as you should know",
    "perhaps you missed", "thanks for nothing", "good luck", "we will sue", "see you in court", "our attorneys will",
    "you will regret", "go to the media", "social media", "report you to", "final warning", "last chance", "or else",
    "drop this", "back off", "we admit", "our mistake", "we overbilled", "greedy", "corporate greed",
)  # fmt: skip

_QUOTED = re.compile(r'"[^"]*"|\u201c[^\u201d]*\u201d')
_ANY = re.compile(r"\b(?:" + "|".join(re.escape(words) for words in BLOCKED) + r")\b", re.IGNORECASE)


def blocked_words(text: str) -> tuple[str, ...]:
    """The words of a text, outside quotations, that no letter carries; in small letters and in the text's order."""
    return tuple(match.group().lower() for match in _ANY.finditer(_QUOTED.sub(" ", text)))
