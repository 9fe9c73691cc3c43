"""How much money, where and when; and what if it cannot be done.

What decisions stand on
    ground        the run without new starts: what stands, who is there, what money is free
    aside         money set aside for projects, read off that run
    timing        when a lot that is asked for in a January is paid, built and opened
    lasting       what a decision means in every later year: units, cost, debt
    effects       a unit of every decision in every later year, as tables
    costs         what decisions cost, by kind
    seats         what more training seats bring, and cost the province
    absorb        how much a city can take up in a year
    conversions   which shares of idle units are tried

The linear programme
    wanted        what the plans ask for, as rows of units
    question      what is asked of the ground
    linear        columns and rows by name
    programme     the programme of a question
    purse         its rows of money
    queues        its order at the approval desk
    solving       HiGHS, and a check of what it answers
    plan          an answer in whole units, and as levers of a scenario

Answers
    required      the least money that meets what can be met
    best_use      the best use of the money there is, and the frontier
    relaxation    what must give way where not everything can be done
    prices        what a little more money brings
    alternatives  plans that cost hardly more
    robust        margins for a chance, and regret
    goal          how far one lever must be moved
    greedy        a fast start where cities are many (greedy_limits, greedy_serving)

Judged by the simulator
    replay        a plan carried out, against what it expects
    waiting       where its projects waited
"""
