"""
What can be wrong with a file, each with a sentence for the person who dropped it.
"""

from __future__ import annotations


class RunFileUnreadable(Exception):
    """
    Nothing can be taken from the file; `str()` says what is wrong and how to mend it.
    """


class NotAnActivity(Exception):
    """
    A healthy file that holds no effort: settings, a workout to come, a route without times.
    """
