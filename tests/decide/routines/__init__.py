"""
Routines of self-care.
"""
