"""The chapters and annexes of the report, each written on sheets of its own, in the order of the grantor."""
