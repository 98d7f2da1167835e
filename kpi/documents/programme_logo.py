"""The logo of a programme, for the papers and decks that are made of it."""

from kpi.documents.paper import Logo
from kpi.programme.logo import image_of
from kpi.programme.plan import Programme
from kpi.sentences import say


def logo_of(programme: Programme) -> Logo | None:
    """The logo of a programme; None leaves its place empty."""
    image = image_of(programme.logo)
    return image and Logo(*image, say("Logo of {programme}", programme=programme.name))
