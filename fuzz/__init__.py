"""
Our readers, fed with damaged files by the million: see README.md.
"""
