"""
The words: frozen values that say what Unknot talks about.

Standard library only. Nothing here reads a clock, a file or a random number.
"""
