"""Who keeps which sheets, as the programme says, and the sheets that somebody asks for by name or by owner."""

from collections.abc import Iterable, Sequence

from kpi.errors import Refusal
from kpi.intake.recognise.sheet_names import by_name, layouts
from kpi.language import N_
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Text
from kpi.sentences import listed


class UnknownSheet(Refusal):
    """A sheet was named that the programme doesn't have."""

    template = N_("{given} is not a sheet of the programme; it has {known}.")


class UnknownOwner(Refusal):
    """An owner was named who keeps no sheet."""

    template = N_("Nobody called {given} keeps a sheet; those who do: {known}.")


def owners(programme: Programme) -> tuple[Text, ...]:
    """Everybody who keeps a sheet, in the order of the sheets."""
    return tuple({sheet.owner.nl: sheet.owner for sheet in programme.sheets.values() if sheet.owner}.values())


def roles(programme: Programme) -> tuple[Text, ...]:
    """Everybody whom the programme names: who keeps a sheet, and who answers for an indicator; no persons."""
    answering = (indicator.definition.owner for indicator in programme.indicators)
    return tuple({owner.nl: owner for owner in (*owners(programme), *answering) if not owner.blank}.values())


def role_of(programme: Programme, name: str) -> Text | None:
    """The role of that name in any language; None when the programme has none."""
    wanted = name_key(name)
    return next((role for role in roles(programme) if _is(role, wanted)), None)


def kept_by(programme: Programme, owner: str) -> tuple[str, ...]:
    """The registers of the sheets that somebody keeps, by any of the owner's names. Raises UnknownOwner."""
    wanted = name_key(owner)
    found = tuple(name for name, sheet in programme.sheets.items() if _is(sheet.owner, wanted))
    if not found:
        raise UnknownOwner(given=owner, known=listed(owners(programme)) if owners(programme) else "–")
    return found


def _is(owner: Text | None, wanted: str) -> bool:
    return owner is not None and wanted in map(name_key, owner.forms)


def sheets_asked(programme: Programme, sheets: Iterable[str] = (), owner: str | None = None) -> tuple[str, ...]:
    """The registers of the sheets that are named, of those that an owner keeps; of all where neither is given.

    Raises UnknownSheet and UnknownOwner.
    """
    known = layouts(programme.sheets)
    named: Sequence[str] = [_register(programme, each) for each in sheets]
    kept = kept_by(programme, owner) if owner else tuple(programme.sheets)
    return tuple(
        layout.register.name
        for layout in known
        if layout.register.name in kept and layout.register.name in (named or kept)
    )


def _register(programme: Programme, sheet: str) -> str:
    layout = by_name(layouts(programme.sheets), sheet)
    if layout is None:
        raise UnknownSheet(given=sheet, known=", ".join(each.label for each in programme.sheets.values()))
    return layout.register.name
