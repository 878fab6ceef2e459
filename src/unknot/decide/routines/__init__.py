"""
Which few minutes of self-care, in which order: from needs to a routine with reasons.
"""
