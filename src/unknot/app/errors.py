"""
What can go wrong, each with a sentence for the person in front of the screen.
"""

from __future__ import annotations


class Refusal(Exception):
    """
    Something asked for cannot be done; `str()` is one clear sentence with what to do next.
    """


class NotUnderstood(Refusal):
    """
    The input cannot be read as what it should be.
    """


class NotFound(Refusal):
    """
    There is no such run, item or runner.
    """


class StoreUnusable(Refusal):
    """
    The data folder cannot be written, is full, or was made by a newer version.
    """
