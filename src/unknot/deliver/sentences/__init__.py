"""
Every sentence that answers "why": from the one with all the facts to the plainest.
"""
