"""
How well the soreness forecast foretells real mornings.
"""
