"""Grant and budget: the decision, the financing of the year, and the budget in versions; with their effect."""

from kpi.access import Act
from kpi.views.promised import grant
from pages.settings import grant_fields, setting_change
from pages.shared import elements
from pages.shared.doing import told
from pages.shared.entrance import enter
from pages.shared.setting_form import PLACE

screen = enter(Act.SET_PROGRAMME)
question, words = screen.question, screen.words
programme = setting_change.programme(words)

told(PLACE)
elements.lead(grant.headline(programme, question.plan_year))
titles = {part: title for part, (title, _) in grant_fields.PARTS.items()}
_, fields = grant_fields.PARTS[setting_change.part(titles, "grant_part", words)]
drafts = fields(programme, question)
setting_change.change(drafts, programme, screen, tuple(grant_fields.PARTS))
