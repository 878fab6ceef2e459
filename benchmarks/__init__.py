"""
Measured speed: the same small weeks and files every time. README.md says how to read it.
"""
