"""A clean 16:9 master of our own: theme, one slide master and layouts with real placeholders.

Made on the library's own empty presentation, whose master, layouts and theme are replaced; so no file with somebody
else's style or printer settings travels along.
"""

from collections.abc import Iterable
from html import escape

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from kpi.documents.deck.layouts import BODY, FEET, INCH, LAYOUTS, MARK, TITLE, SlidePlace
from kpi.documents.house_style import ALARM, INK, PALE, PRIMARY, QUIET, lighter
from kpi.language import Words
from kpi.sentences import say

FONT = "Arial"
WIDTH, HEIGHT = 12_192_000, 6_858_000
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def empty_deck(words: Words, colour: str = "") -> Deck:
    """A presentation without slides, with our master and layouts, in the house's colour or that of the programme."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _drop(deck)
    master = deck.slide_master
    _theme(master, colour or PRIMARY)
    _replace(
        master, _tree((TITLE, SlidePlace("body", BODY, say("Text"), (0.6, 1.55, 12.1, 5.2)), *FEET), words, rule=True)
    )
    styles = master.element.find("{*}txStyles")
    master.element.replace(styles, parse_xml(_styles()))
    for layout, (_, name, places) in zip(deck.slide_layouts, LAYOUTS, strict=True):
        _layout(layout, words.say(name), places, words)
    return deck


def layout_of(deck: Deck, name: str) -> SlideLayout:
    """The layout of that name in code."""
    return deck.slide_layouts[[known for known, _, _ in LAYOUTS].index(name)]


def _drop(deck: Deck) -> None:
    """Take away the layouts that we don't use, the thumbnail and the printer settings."""
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for owner in (deck.part, deck.part.package):
        for key, relation in list(owner._rels.items()):  # noqa: SLF001 - the library has no way to drop these
            if relation.reltype.endswith(("/printerSettings", "/thumbnail", "/extended-properties")):
                owner._rels.pop(key)  # noqa: SLF001


def _layout(layout: SlideLayout, name: str, places: tuple[SlidePlace, ...], words: Words) -> None:
    kinds = {place.kind for place in places}
    layout.element.set("type", "title" if "ctrTitle" in kinds else "tbl" if "tbl" in kinds else "obj")
    layout.element.cSld.set("name", name)
    _replace(layout, _tree(places, words))


def _replace(owner: object, tree: str) -> None:
    """Put another tree of shapes in the place of the present one."""
    shapes = owner.element.cSld  # type: ignore[attr-defined]
    shapes.replace(shapes.spTree, parse_xml(tree))


def _tree(places: Iterable[SlidePlace], words: Words, *, rule: bool = False) -> str:
    shapes = "".join(_shape(number, place, words) for number, place in enumerate(places, start=2))
    band = _band() if rule else ""
    return (
        f'<p:spTree {_NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{band}{shapes}</p:spTree>"
    )


def _band() -> str:
    """The line in the house colour over every slide; decoration, and marked as such."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Band"><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        '</a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{INCH // 8}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _shape(number: int, place: SlidePlace, words: Words) -> str:
    name = escape(words.say(place.name))
    left, top, width, height = (round(inches * INCH) for inches in place.box)
    anchor = "b" if place.kind in {"title", "ctrTitle"} else "ctr" if place.kind in {"ftr", "sldNum"} else "t"
    idx = f' idx="{place.idx}"' if place.idx else ""
    inside = 91_440 if place.fill else 0
    body = (
        f'<a:bodyPr lIns="{inside}" tIns="{inside}" rIns="{inside}" bIns="{inside}" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle>{_letters(place)}</a:lstStyle><a:p>{_content(place, name)}</a:p>"
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{idx}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill(place)}</p:spPr><p:txBody>{body}</p:txBody></p:sp>'
    )


def _fill(place: SlidePlace) -> str:
    return f'<a:solidFill><a:schemeClr val="{place.fill}"/></a:solidFill>' if place.fill else ""


def _letters(place: SlidePlace) -> str:
    if not place.size:
        return ""
    named = "srgbClr" if place.colour.startswith("#") else "schemeClr"
    colour = f'<a:solidFill><a:{named} val="{place.colour.lstrip("#")}"/></a:solidFill>' if place.colour else ""
    bare = place.kind in {"subTitle", "ftr", "sldNum", "ctrTitle", "pic"} or place.idx == MARK or place.bare
    bullet = ' marL="0" indent="0"' if bare else ""
    align = ' algn="r"' if place.kind == "sldNum" else ""
    none = "<a:buNone/>" if bare else ""
    bold = ' b="1"' if place.bold else ""
    return f'<a:lvl1pPr{bullet}{align}>{none}<a:defRPr sz="{place.size * 100}"{bold}>{colour}</a:defRPr></a:lvl1pPr>'


def _content(place: SlidePlace, name: str) -> str:
    if place.kind == "sldNum":
        return '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    return f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"


def _styles() -> str:
    """The look of titles and texts where a layout gives none of its own."""
    level = (
        '<a:lvl1pPr marL="228600" indent="-228600" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="700"/></a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr>'
        '<a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="1800"><a:solidFill><a:schemeClr val="tx1"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )
    title = (
        '<a:lvl1pPr algn="l"><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2800" b="1"><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    )
    other = '<a:lvl1pPr algn="l"><a:defRPr sz="1800"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    return (
        f"<p:txStyles {_NAMESPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{level}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _theme(master: object, colour: str) -> None:
    """The colours and letters in the theme, so that whoever edits the deck gets them too."""
    [part] = [
        relation.target_part
        for relation in master.part.rels.values()  # type: ignore[attr-defined]
        if relation.reltype.endswith("/theme")
    ]
    theme = parse_xml(part.blob)
    elements = theme.find("{*}themeElements")
    theme.set("name", "Monitor")
    colours = {
        "dk1": INK, "lt1": "#FFFFFF", "dk2": colour, "lt2": PALE, "accent1": colour, "accent2": lighter(colour, 35),
        "accent3": lighter(colour, 70), "accent4": "#1B7F4B", "accent5": "#B25E00", "accent6": ALARM, "hlink": colour,
        "folHlink": QUIET,
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{rgb.lstrip("#")}"/></a:{name}>' for name, rgb in colours.items())
    letters = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    new = {
        "clrScheme": f'<a:clrScheme {_NAMESPACES} name="Monitor">{scheme}</a:clrScheme>',
        "fontScheme": f'<a:fontScheme {_NAMESPACES} name="Monitor"><a:majorFont>{letters}</a:majorFont>'
        f"<a:minorFont>{letters}</a:minorFont></a:fontScheme>",
    }
    for name, xml in new.items():
        elements.replace(elements.find(f"{{*}}{name}"), parse_xml(xml))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
