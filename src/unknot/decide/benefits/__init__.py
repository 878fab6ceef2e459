"""
Did anything change? Each measure of a benefit against the runner's own usual and its noise.
"""
