"""How far apart two colours are, as WCAG 2.1 counts it (1.4.3, 1.4.11)."""

from __future__ import annotations

TEXT, GRAPHIC = 4.5, 3.0
"""The least for text, and for the parts of a figure."""


def ratio(one: str, other: str) -> float:
    """1-21, for two colours such as ``1F3A5F`` or ``#1F3A5F``."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    code = colour.lstrip("#")[-6:]
    red, green, blue = (_linear(int(code[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
