"""
The library of poses behind the pictures of self-care: joints as data, drawn as clean line figures.
"""
