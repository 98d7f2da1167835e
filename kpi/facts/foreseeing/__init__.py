"""What the facts tell a forecast: amounts by day up to the reference date, and what is known of the days after it.

A row that is dated after the reference date never counts; a day ahead that a row of before names does, such as the
last day of a membership. What is planned ahead counts where it was recorded by the reference date.
"""
