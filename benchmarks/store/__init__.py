"""
How fast a history goes in.
"""
