"""
What a run does to the body: one load each, and how sore it leaves every region on waking.
"""
