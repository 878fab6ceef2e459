"""
Make the virtual environment that `make run` and `make test` use, or say what is missing.

Runs on the system's own Python, so it must parse on any Python 3 and import nothing of ours.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)


def main():
    """
    Make the environment, install what is pinned, then Unknot itself without looking further.
    """
    folder, requirements = sys.argv[1], sys.argv[2]
    if sys.version_info < OLDEST:
        stop(
            "Unknot needs Python 3.11 or newer, and this is Python %d.%d.\n"
            "Install a newer one and name it: make run PYTHON=python3.12" % sys.version_info[:2]
        )
    python = python_in(folder)
    if not os.path.exists(python):
        make(folder)
    say("Installing what Unknot needs into %s (once) ..." % folder)
    install(python, "--require-hashes", "-r", requirements)
    install(python, "--no-deps", "--no-build-isolation", "-e", ".")


def make(folder):
    """
    A fresh environment with pip in it.
    """
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "This Python has no venv module, which Unknot needs to keep its libraries apart.\n"
            "On Debian or Ubuntu: sudo apt install python3-venv. Then try again."
        )
    venv.EnvBuilder(with_pip=True).create(folder)


def python_in(folder):
    """
    The interpreter inside the environment.
    """
    if os.name == "nt":
        return os.path.join(folder, "Scripts", "python.exe")
    return os.path.join(folder, "bin", "python")


def install(python, *what):
    """
    One quiet pip call that says in words when it fails.
    """
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *what]
    if subprocess.call(command) != 0:
        stop(
            "Installing failed; the lines above say why. The first start needs a network\n"
            "to fetch the pinned libraries. Mend that and run make again."
        )


def say(text):
    """
    A line for whoever waits.
    """
    print(text, file=sys.stderr, flush=True)


def stop(text):
    """
    Say it and end without a traceback.
    """
    say(text)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
