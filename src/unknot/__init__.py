"""
Unknot makes massage and recovery a planned part of a runner's training.

The house in four words: `intake` reads what a runner has, `decide` turns it into
decisions with reasons, `deliver` turns decisions into words and calendars, all of
them over `domain`, the words. ARCHITECTURE.md has one line for each room.
"""

__version__ = "0.1.0"
