"""Set targets: interim targets, levels, baselines and thresholds, with their effect before they count."""

from kpi.access import Act
from kpi.views.promised import changes_log
from pages.settings import setting_change, targets_fields
from pages.shared import elements
from pages.shared.doing import told
from pages.shared.entrance import enter
from pages.shared.setting_form import PLACE

screen = enter(Act.SET_PROGRAMME)
question, words = screen.question, screen.words
programme = setting_change.programme(words)

told(PLACE)
elements.lead(changes_log.headline(screen.read(changes_log.READ)))
part = setting_change.part(targets_fields.parts(programme), "setting_part", words)
if part == "thresholds":
    drafts, about = targets_fields.thresholds(programme, question), ""
elif part == "municipalities":
    drafts, about = targets_fields.municipalities(programme, question), ""
else:
    indicator = targets_fields.choose(programme, question)
    drafts, about = targets_fields.indicator(indicator, question), indicator.id
setting_change.change(drafts, programme, screen, targets_fields.KINDS, about=about)
