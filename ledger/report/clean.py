"""Every string is cleaned before it reaches a terminal: control and direction characters become visible escapes."""

from __future__ import annotations

# C0 and C1 controls but tab and line feed, the bidirectional
# controls, line and paragraph separators, the byte-order mark.
_HIDDEN = (
    *range(9),
    *range(11, 32),
    *range(127, 160),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xD800, 0xE000),
)
_ESCAPES = {point: f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" for point in _HIDDEN}  # noqa: PLR2004


def clean(text: str) -> str:
    """The text with nothing in it that a terminal would obey (reliability standard, 1.7 O01)."""
    return text if text.isascii() and text.isprintable() else text.translate(_ESCAPES)
