"""Everything of the monitor that is no screen: the programme, the facts, the score, the money, the reports."""
