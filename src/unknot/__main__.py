"""
`python -m unknot`: the same program where no `unknot` command lies on the path.
"""

from unknot.cli.main import start

if __name__ == "__main__":
    start()
