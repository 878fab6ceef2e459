"""
How fast load is computed.
"""
