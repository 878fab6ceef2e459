"""
How fast are routines of self-care built?
"""
