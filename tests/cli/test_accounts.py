"""
Accounts on the command line: passphrases come from standard input, and `--runner` says who is meant.
"""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from unknot import bootstrap
from unknot.cli.main import app

PASSPHRASE = "correct horse battery"


@pytest.fixture
def say(data_dir):
    """
    Runs a command with a line on standard input.
    """

    def run(*words: str, line: str = ""):
        return CliRunner().invoke(app, ["--data", str(data_dir), *words], input=line)

    return run


@pytest.fixture
def two(say):
    """
    Jana, whose house it is, and Ben, who joined.
    """
    assert say("account", "set-passphrase", "--name", "Jana", line=f"{PASSPHRASE}\n").exit_code == 0
    assert say("account", "add", "Ben", line="another long one\n").exit_code == 0
    return say


def test_a_passphrase_is_read_as_it_stands(two, data_dir):
    """
    Blanks are part of it, the end of the line is not; and it is in no word that was printed.
    """
    answer = two("account", "set-passphrase", line="  with blanks around  \n")
    assert "Sign in as Jana" in answer.stderr
    assert "blanks" not in answer.output
    house = bootstrap.open_house(data_dir)
    house.prove("Jana", "  with blanks around  ")
    house.close()


@pytest.mark.parametrize(
    ("words", "line", "sentence"),
    [
        (("set-passphrase",), "", "as one line on standard input"),
        (("set-passphrase",), "short\n", "at least 12 characters"),
        (("add", "Ben"), f"{PASSPHRASE}\n", "Set your own passphrase first"),
        (("end-sessions", "Ben"), "", "Nobody here signs in as Ben"),
        (("remove", "Ben", "--yes"), "", "Nobody here signs in as Ben"),
    ],
)
def test_what_cannot_be_is_a_sentence(say, words, line, sentence):
    """
    And nobody is there afterwards.
    """
    answer = say("account", *words, line=line)

    assert answer.exit_code == 1
    assert sentence in answer.stderr
    assert "Nobody has a passphrase" in say("account", "list").stderr


def test_everybody_is_listed_without_what_opens_their_pages(two, data_dir):
    """
    Names and where they are signed in; no digest of anything.
    """
    house = bootstrap.open_house(data_dir)
    house.sign_in("Ben", "another long one", "Firefox, Android", "192.0.2.7")
    house.close()

    assert (
        "Jana (you): signed in nowhere\nBen: signed in at 1 place" in two("account", "list").stdout
    )
    told = two("account", "list", "--json").stdout
    assert '"browser": "Firefox, Android"' in told
    assert "hash" not in told
    assert "argon2" not in told
    assert "signed out everywhere (1 in all)" in two("account", "end-sessions", "ben").stderr
    assert "Firefox" not in two("account", "list", "--json").stdout


def test_commands_are_about_oneself_or_about_whom_one_names(two):
    """
    A run of Ben's is in Ben's list alone; a name that nobody has is refused.
    """
    two("--runner", "Ben", "settings", "set", "name", "Benjamin")

    assert "Benjamin" in two("--runner", "ben", "settings", "show").stdout
    assert "Benjamin" not in two("settings", "show").stdout
    answer = two("--runner", "Cyd", "settings", "show")
    assert (answer.exit_code, "signs in as Cyd" in answer.stderr) == (1, True)


def test_erasing_oneself_twice_erases_nobody_else(two):
    """
    Whoever joined does not become the one that commands are about.
    """
    assert "All about you is deleted" in two("erase", "--yes").stderr
    assert "nothing to erase" in two("erase", "--yes").stderr

    assert "Ben" in two("account", "list", "--json").stdout


def test_who_joined_is_removed_by_name_and_oneself_is_not(two):
    """
    It asks first; one's own data goes by the command for that.
    """
    assert "unknot erase" in two("account", "remove", "Jana", "--yes").stderr
    assert "Nothing was deleted" in two("account", "remove", "Ben", line="n\n").stderr
    assert "All about Ben is deleted" in two("account", "remove", "Ben", "--yes").stderr

    assert "Ben" not in two("account", "list", "--json").stdout


def test_half_a_certificate_is_refused(say):
    """
    One file without the other is a mistake, and not a server without HTTPS.
    """
    answer = say("serve", "--tls-cert", "cert.pem")

    assert answer.exit_code == 1
    assert "--tls-cert and --tls-key" in answer.stderr
