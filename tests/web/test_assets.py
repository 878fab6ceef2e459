"""
What came from elsewhere is what we think it is, with its licence beside it.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from unknot.web import assets

STATIC = Path(assets.__file__).parent / "static"
# One page alone loads these, and a test of that page weighs all that it loads.
WEIGHED_ON_THEIR_PAGES = {
    "session.js", "session_machine.js", "session_senses.js", "check_in.js",
}  # fmt: skip


def test_every_vendored_file_is_the_one_in_the_manifest():
    """
    A changed, missing or added file under vendor is noticed.

    Mend with: cd src/unknot/web/static && find vendor -type f | sort | xargs sha256sum > MANIFEST.sha256
    """
    lines = (STATIC / "MANIFEST.sha256").read_text().splitlines()
    expected = {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}

    actual = {name: digest for name, digest in assets.digests().items() if "vendor/" in name}

    assert expected == actual


def test_every_vendored_folder_has_its_licence():
    """
    Nothing is shipped without the words its makers ask for.
    """
    for folder in (STATIC / "vendor").iterdir():
        assert list(folder.glob("LICENSE*")), f"{folder.name} has no licence file"


def test_the_styles_and_scripts_stay_light():
    """
    A mid phone loads 12 kB of style and 40 kB of script at most, 60 kB where years are drawn.
    """
    base = (STATIC.parent / "templates" / "base.html").read_text()
    [listed] = re.findall(r"for sheet in \[(.*?)\]", base)
    on_every_page = [f"{name}.css" for name in re.findall(r'"(\w+)"', listed)]
    sheets = {path.name: path.read_bytes() for path in sorted(STATIC.rglob("*.css"))}
    common = b"".join(sheets[name] for name in on_every_page)
    # A page has at most one sheet of its own besides.
    heaviest = max(
        len(gzip.compress(common + own))
        for name, own in sheets.items()
        if name not in on_every_page
    )
    scripts = {
        path.name: path.read_bytes()
        for path in sorted(STATIC.rglob("*.js"))
        if path.name not in WEIGHED_ON_THEIR_PAGES
    }
    everywhere = b"".join(
        text for name, text in scripts.items() if name != "load.js" and "uplot" not in name
    )

    assert heaviest < 12_000
    assert len(gzip.compress(everywhere)) < 40_000
    assert len(gzip.compress(b"".join(scripts.values()))) < 60_000


def test_only_files_of_the_package_are_served():
    """
    A path that climbs out of the folder finds nothing.
    """
    assert assets.find_asset("css/tokens.css") is not None
    assert assets.find_asset("../app.py") is None
    assert assets.find_asset("/etc/passwd") is None


def test_no_style_is_written_into_a_template():
    """
    The content policy forbids inline styles, scripts and handlers; so do we.
    """
    for template in (STATIC.parent / "templates").rglob("*.html"):
        text = template.read_text()
        for forbidden in ("style=", "<style", "onclick", "onsubmit", "javascript:", "<script>"):
            assert forbidden not in text, f"{template.name} contains {forbidden}"
