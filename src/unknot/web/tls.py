"""
The certificate for HTTPS: looked at before the server starts, so that what is wrong with it is a
sentence on the terminal and not a riddle in a browser.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.app.errors import Refusal
from unknot.domain.sentence import Sentence, sentence

if TYPE_CHECKING:
    from cryptography import x509

_SOON = timedelta(days=14)
_OTHERS = 0o077


class CertificateRefused(Refusal):
    """
    A certificate or a key that no browser would take.
    """


@dataclass(frozen=True, slots=True)
class Certificate:
    """
    Where a certificate and its key lie.
    """

    certificate_file: Path
    key_file: Path


def check_certificate(files: Certificate, now: datetime) -> tuple[Sentence, ...]:
    """
    Refuses what cannot work; gives back what works and should still be mended.
    """
    certificate = _read_certificate(files.certificate_file)
    key = _read_key(files.key_file)
    if certificate.public_key() != key:
        raise CertificateRefused(
            "The key in {key} is not that of the certificate in {file}: they are of two pairs.",
            key=files.key_file,
            file=files.certificate_file,
        )
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now > ends:
        raise CertificateRefused(
            "The certificate in {file} ran out on {day}. Renew it, then start again.",
            file=files.certificate_file,
            day=ends.date(),
        )
    if now < begins:
        raise CertificateRefused(
            "The certificate in {file} is not valid before {day}. Is the clock of this machine right?",
            file=files.certificate_file,
            day=begins.date(),
        )
    return tuple(_warnings(files, ends, now))


def _warnings(files: Certificate, ends: datetime, now: datetime) -> list[Sentence]:
    found = []
    if os.name == "posix" and files.key_file.stat().st_mode & _OTHERS:
        found.append(
            sentence(
                "Careful: others on this machine can read {file}. Take that right away: chmod 600 {file}",
                file=files.key_file,
            )
        )
    if ends - now < _SOON:
        found.append(
            sentence(
                "The certificate in {file} runs out on {day}; renew it before then.",
                file=files.certificate_file,
                day=ends.date(),
            )
        )
    return found


def _read_certificate(file: Path) -> x509.Certificate:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(_read(file))
    except ValueError as unreadable:
        raise CertificateRefused(
            "{file} holds no certificate that can be read; one in PEM begins with BEGIN CERTIFICATE.",
            file=file,
        ) from unreadable


def _read_key(file: Path) -> object:
    """
    The public half of the key in that file.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(_read(file), password=None).public_key()
    except TypeError as locked:
        raise CertificateRefused(
            "The key in {file} is locked with a password. Unknot starts without anybody to type it;"
            " give a key without one that only you can read.",
            file=file,
        ) from locked
    except (ValueError, UnsupportedAlgorithm) as unreadable:
        raise CertificateRefused(
            "{file} holds no key that can be read; one in PEM begins with BEGIN PRIVATE KEY.",
            file=file,
        ) from unreadable


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failed:
        raise CertificateRefused(
            "{file} cannot be read: {why}.", file=file, why=(failed.strerror or str(failed)).lower()
        ) from failed
