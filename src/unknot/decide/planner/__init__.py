"""
The planner: an exact optimisation of care under money, time, safety and wishes.

It takes domain values only. `decide.plan` brings what load and safety say.
"""
