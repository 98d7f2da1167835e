"""Budget, co-financing and subsidy of a plan year, from exact sums. Pure: no facts, no clock."""
