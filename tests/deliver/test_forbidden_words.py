"""
No sentence that is shown promises what the evidence does not hold (section 11).
"""

from __future__ import annotations

import pytest

from tests.deliver.shown_texts import (
    all_shown_texts,
    texts_of_html,
    texts_of_markdown,
    texts_of_python,
    texts_of_script,
    texts_of_toml,
)
from unknot.catalogue.claims import broken_promises, claims, forbidden_words

BAD = [
    "Massage heals your legs.",
    "It cures soreness.",
    "Regular massage prevents running injuries.",
    "Stay injury-free with us.",
    "Rolling reduces your risk of injury.",
    "Flushes lactate out of your calves.",
    "Clears lactic acid.",
    "Removes toxins.",
    "A detox for your legs.",
    "Breaks up adhesions.",
    "Releases the fascia.",
    "Work out those stubborn knots.",
    "Boosts blood flow and circulation.",
    "Results guaranteed!",
    "Repairs tired muscles overnight.",
    "Unknot treats your calf.",
    "The optimal massage for you.",
    "Improves your posture.",
    "Speeds up recovery.",
    "Lowers cortisol.",
    "Proven to help runners.",
    "You will get injured on Sunday.",
    "Improves your running performance.",
    "Fewer injuries with regular massage.",
    "Reduces your risk of getting injured.",
    "Gets rid of lactate.",
    "Drains lactate from your legs.",
    "Better circulation after a massage.",
    "Untie your knots.",
    "Massage aligns your spine.",
    "Your muscles recover sooner.",
    "Shortens recovery time.",
    "Less cortisol.",
    "Massage is proven to be effective.",
    "Every runner needs a massage each month.",
    "At least one massage a month keeps you going.",
    "It mends muscle.",
    "Makes you faster.",
    "Eliminates soreness.",
    "Boosts your immune system.",
]

GOOD = [
    "Not shown to prevent injuries.",
    "Likely to ease soreness a little, mainly for the first hours. It does not repair muscle faster.",
    "A broken bone that is healing.",
    "An open or healing wound.",
    "Cancer, now or under treatment.",
    "Secure connection.",
    "Undo",
    "Unknot plans massage and recovery for runners.",
    "Warms the skin; it does not measurably increase muscle blood flow or remove lactate.",
]


def test_no_sentence_shown_promises_too_much():
    """
    Sentences in code, pages, catalogue and documentation keep to what the evidence holds.
    """
    found = [
        f"{shown.where}: '{broken.found}' ({broken.rule.name}). {broken.rule.why}"
        f" Write instead: {broken.rule.instead}. To quote a claim, mark it: <q data-claim> in HTML,"
        " a line '> Claim:' in Markdown, quoted_claim in TOML."
        for shown in all_shown_texts()
        for broken in broken_promises(shown.text, shown.for_developers)
    ]

    assert found == []


@pytest.mark.parametrize("sentence", BAD)
def test_a_bad_sentence_is_caught(sentence):
    """
    Each kind of empty promise is noticed.
    """
    assert list(broken_promises(sentence)) != []


@pytest.mark.parametrize("sentence", GOOD)
def test_an_honest_sentence_passes(sentence):
    """
    Our own denials and everyday words are left alone.
    """
    assert [broken.found for broken in broken_promises(sentence)] == []


def test_every_forbidden_pattern_is_tried():
    """
    No pattern stands in the list that no bad sentence meets.
    """
    met = {broken.rule.name for sentence in BAD for broken in broken_promises(sentence)}

    assert {rule.name for rule in forbidden_words()} == met


def test_a_claim_is_only_quoted_where_it_is_marked():
    """
    The same sentence passes inside a mark and is caught outside of it, in every kind of file.
    """
    claim = "Massage cures soreness."
    marked = {
        texts_of_html: f"<p>They say: <q data-claim>{claim}</q></p>",
        texts_of_markdown: f"They say:\n\n> Claim: {claim}\n",
        texts_of_toml: f'quoted_claim = "{claim}"',
    }
    bare = {
        texts_of_html: f"<p>{claim}</p>",
        texts_of_markdown: f"> {claim}\n",
        texts_of_toml: f'what_we_say = "{claim}"',
        texts_of_python: f'TEXT = "{claim}"',
    }

    assert [t for read, t in marked.items() if _broken(read, t)] == []
    assert [t for read, t in bare.items() if not _broken(read, t)] == []


def _broken(read, source: str) -> list[str]:
    return [broken.found for text in read(source) for broken in broken_promises(text)]


def test_a_promise_inside_tags_and_attributes_is_caught():
    """
    Bold letters and texts for screen readers are shown too.
    """
    assert _broken(texts_of_html, "<p>It <b>cures</b> all</p>") == ["cures"]
    assert _broken(texts_of_html, '<img alt="Massage heals">') == ["heals"]
    assert _broken(texts_of_html, "<p>Boosts\n  blood <em>flow</em></p>") != []
    assert _broken(texts_of_html, "<!-- it cures --><script>cures</script>") == []


def test_the_walk_reaches_every_kind_of_file():
    """
    The search looks at code in every folder, pages, scripts, catalogue and documentation.
    """
    places = {shown.where for shown in all_shown_texts()}
    endings = {place.rsplit(".", 1)[-1] for place in places}
    folders = {place.split("/")[2] for place in places if place.startswith("src/unknot/")}

    assert {"py", "html", "js", "toml", "md"} <= endings
    assert {"app", "cli", "deliver", "intake", "store", "web", "decide", "domain"} <= folders
    assert {"README.md", "NOTICE", "SAFETY.md", "pyproject.toml"} <= places


def test_a_promise_in_a_script_a_field_or_a_help_text_is_caught():
    """
    A text with a field in it is read as a whole, and so is the help of a command.
    """
    command = 'def go():\n    """\n    Massage cures soreness.\n    """\n'

    assert _broken(texts_of_script, 'say("Massage cures soreness.")') == ["cures"]
    assert _broken(texts_of_python, 'TEXT = f"It prevents {n} injuries."') != []
    assert _broken(lambda source: texts_of_python(source, True), command) == ["cures"]


def test_every_claim_of_section_11_has_our_own_words():
    """
    All eleven claims are there, each with a sentence of ours that promises nothing.
    """
    assert len(claims()) == 11
    for claim in claims().values():
        assert claim.quoted_claim != claim.what_we_say
        assert list(broken_promises(claim.what_we_say)) == []
