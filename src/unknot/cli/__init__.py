"""
The command line: one small file for each group of commands, over the same use cases as the pages.
"""
