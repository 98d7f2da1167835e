"""The rules of a grant in words: how its amount follows from the costs, and what must be accounted for."""

from kpi.language import Said
from kpi.programme.finance import Accountability, SubsidyBasis
from kpi.sentences import say

BASES: dict[SubsidyBasis, Said] = {
    "fixed": say("the amount granted, whatever the costs"),
    "percentage_capped": say("a percentage of the eligible costs, at most the amount granted"),
    "pro_rata": say("the amount granted in proportion to the eligible costs, at most that amount"),
    "deficit_capped": say("the eligible costs less other income, at most the amount granted"),
}
"""The way from the costs to the amount."""
CLASSES: dict[Accountability, Said] = {
    "none": say("nothing, unless the province asks"),
    "performance": say("the performance"),
    "costs": say("the performance and the costs"),
}
"""The account that the grant asks."""
