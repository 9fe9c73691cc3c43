"""How much money, where and when; and what if it cannot be done.

ground     what a decision changes: the run without new starts, and what a lot brings later
seats      what more training seats bring, and cost the province
timing     when a lot that is asked for in a January is paid, built and opened
wanted     what the plans ask for, as rows of units
absorb     how much a city can take up in a year
linear     columns and rows of a linear programme, by name
programme  the linear programme of one question
solving    HiGHS, and a check of what it answers
"""
