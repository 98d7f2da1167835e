"""Two pictures of the document, as plain SVG: how often the bands held, and whether chances came true as stated."""

from collections.abc import Mapping, Sequence

INK, GREY, BAND = "#1f2933", "#9aa5b1", "#dbe7f3"
COLOURS = ("#1f5f99", "#c2571a")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" font-family="sans-serif" font-size="13">'


def coverage_picture(held: Mapping[str, Mapping[str, float]]) -> str:
    """By row the part of the bands that held, a dot for each set of seeds, over what is asked."""
    names = list(next(iter(held.values())))
    height = 46 + 24 * len(names)

    def x(part: float) -> float:
        return 150 + (part - 0.5) / 0.5 * 430

    rows = [HEAD.format(w=620, h=height), f"<title>{'Part of the 80% bands that held, by shape'}</title>"]
    rows.append(f'<rect x="{x(0.78):.0f}" y="8" width="{x(0.86) - x(0.78):.0f}" height="{height - 40}" fill="{BAND}"/>')
    for part in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0):
        rows.append(_line(x(part), 8, x(part), height - 32, GREY if part != 0.8 else INK))
        rows.append(_text(x(part), height - 14, f"{part:.0%}", "middle"))
    for place, name in enumerate(names):
        y = 24 + 24 * place
        rows.append(_text(142, y + 4, name, "end"))
        for colour, parts in zip(COLOURS, held.values(), strict=True):
            rows.append(f'<circle cx="{x(parts[name]):.1f}" cy="{y}" r="5" fill="{colour}" fill-opacity="0.8"/>')
    return "\n".join([*rows, "</svg>", ""])


def chances_picture(deciles: Mapping[str, Sequence[tuple[float, float, int]]]) -> str:
    """The part that came true over the chance that was stated, by tenths, a line for each set of seeds."""

    def at(stated: float, met: float) -> tuple[float, float]:
        return 60 + 340 * stated, 360 - 340 * met

    rows = [HEAD.format(w=420, h=410), "<title>What came true over the chance that was stated</title>"]
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        (left, y), (right, _), (x, _) = at(0, part), at(1, part), at(part, 0)
        rows += [
            _line(left, y, right, y, GREY),
            _text(52, y + 4, f"{part:.0%}", "end"),
            _text(x, 380, f"{part:.0%}", "middle"),
        ]
    rows += [_line(*at(0, 0), *at(1, 1), INK), _text(230, 402, "stated chance", "middle")]
    for colour, points in zip(COLOURS, deciles.values(), strict=True):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(stated, met) for stated, met, _ in points))
        rows.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        rows += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in (at(s, m) for s, m, _ in points)
        ]
    return "\n".join([*rows, "</svg>", ""])


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="0.8"/>'


def _text(x: float, y: float, said: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">{said}</text>'
