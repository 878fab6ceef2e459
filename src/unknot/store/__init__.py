"""
What is kept: a runner's rows in one database, mapped to domain values by hand.
"""
