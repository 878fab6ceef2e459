"""
HTTPS by certificate files: a page comes over it, and what cannot work is said before it starts.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.killed import kill
from unknot.bootstrap import open_house
from unknot.web.tls import Certificate, CertificateRefused, check_certificate

NOW = datetime.datetime(2026, 11, 24, 16, 40, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
PASSPHRASE = "correct horse battery"


def certificate_in(
    folder: Path, begins: datetime.datetime = NOW - DAY, days: int = 90, password: bytes = b""
) -> Certificate:
    """
    A certificate for this machine that it signed itself, and its key.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    folder.mkdir(exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(begins)
        .not_valid_after(begins + days * DAY)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    locked = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    files = Certificate(folder / "cert.pem", folder / "key.pem")
    files.certificate_file.write_bytes(made.public_bytes(pem))
    files.key_file.write_bytes(key.private_bytes(pem, form, locked))
    files.key_file.chmod(0o600)
    return files


def test_a_page_comes_over_https_and_its_cookie_is_bound_to_this_address(tmp_path):
    """
    As `unknot serve --tls-cert --tls-key` starts it: signing in gives a cookie that no other
    address and no plain page can set or read.
    """
    data = tmp_path / "data"
    house = open_house(data)
    house.set_passphrase(house.own_runner().id, "Jana", PASSPHRASE)
    house.close()
    files = certificate_in(tmp_path / "tls", datetime.datetime.now(datetime.UTC) - DAY)
    words = [
        "serve",
        "--port",
        "0",
        "--tls-cert",
        files.certificate_file,
        "--tls-key",
        files.key_file,
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "unknot", "--data", str(data), *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        address = server.stderr.readline().rpartition(" ")[2].strip()
        assert address.startswith("https://127.0.0.1:")
        trust = ssl.create_default_context(cafile=str(files.certificate_file))
        with httpx.Client(base_url=address, verify=trust, follow_redirects=True) as client:
            page = _first_answer(client).text
            token = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
            form = {"csrf": token, "name": "jana", "passphrase": PASSPHRASE}
            answer = client.post("/sign-in", data=form)
            account = client.get("/account").text
    finally:
        kill(server)

    cookies = {said for each in answer.history for said in each.headers.get_list("set-cookie")}
    [given] = [each for each in cookies if each.startswith("__Host-unknot_sign_in=")]
    assert {"httponly", "samesite=lax", "secure", "path=/"} <= set(given.lower().split("; "))
    assert "domain" not in given.lower()
    assert "Signed in as Jana" in account
    assert "Offline use" not in account


def _first_answer(client: httpx.Client) -> httpx.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return client.get("/sign-in")
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.05)  # it says where it will be a moment before it is there


def test_a_pair_that_fits_has_nothing_said_of_it(tmp_path):
    """
    Valid now, a key for its owner alone.
    """
    assert check_certificate(certificate_in(tmp_path), NOW) == ()


@pytest.mark.parametrize(
    ("begins", "sentence"),
    [
        (NOW - 100 * DAY, r"ran out on 2026-11-14\. Renew it"),
        (NOW + DAY, r"not valid before 2026-11-25\. Is the clock"),
    ],
)
def test_a_certificate_out_of_its_time_is_refused(tmp_path, begins, sentence):
    """
    Every browser would, with a page that explains less.
    """
    with pytest.raises(CertificateRefused, match=sentence):
        check_certificate(certificate_in(tmp_path, begins), NOW)


def test_two_halves_of_two_pairs_are_refused(tmp_path):
    """
    The commonest mistake after a renewal.
    """
    one, other = certificate_in(tmp_path / "one"), certificate_in(tmp_path / "other")
    with pytest.raises(CertificateRefused, match="of two pairs"):
        check_certificate(Certificate(one.certificate_file, other.key_file), NOW)


def test_a_file_that_is_not_there_or_no_certificate_is_named(tmp_path):
    """
    Which file, and what was expected in it.
    """
    files = certificate_in(tmp_path)
    gone, text = tmp_path / "gone.pem", tmp_path / "text.pem"
    text.write_text("no certificate")
    for wrong, sentence in (
        (Certificate(gone, files.key_file), r"gone\.pem cannot be read: no such file"),
        (Certificate(files.certificate_file, gone), r"gone\.pem cannot be read: no such file"),
        (Certificate(text, files.key_file), r"text\.pem holds no certificate"),
        (Certificate(files.certificate_file, text), r"text\.pem holds no key"),
    ):
        with pytest.raises(CertificateRefused, match=sentence):
            check_certificate(wrong, NOW)


def test_a_locked_key_is_refused(tmp_path):
    """
    Nobody is there to type its password.
    """
    with pytest.raises(CertificateRefused, match="locked with a password"):
        check_certificate(certificate_in(tmp_path, password=b"secret"), NOW)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another matter there")
def test_a_key_that_others_can_read_is_warned_of(tmp_path):
    """
    It works, and the sentence says how to mend it.
    """
    files = certificate_in(tmp_path)
    files.key_file.chmod(0o644)
    [warning] = check_certificate(files, NOW)

    assert "chmod 600" in str(warning)


def test_a_certificate_that_runs_out_soon_is_warned_of(tmp_path):
    """
    Two weeks before.
    """
    [warning] = check_certificate(certificate_in(tmp_path, days=10), NOW)

    assert "runs out on 2026-12-03" in str(warning)
