"""
Seals secrets with a key that lies beside the store, so that a copy of the database opens nothing.

Each is bound to its runner and its name: a sealed value that is moved to another row stays shut.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from unknot.app.errors import StoreUnusable

KEY_FILE = "secret.key"
_KEY_BYTES, _NONCE_BYTES, _MARK_BYTES = 32, 12, 8
_OTHERS = 0o077


class SecretBox:
    """
    The key of one data folder: made with the first secret, and asked for with every other.
    """

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / KEY_FILE

    def seal(self, value: bytes, of: str, may_make_key: bool) -> bytes:
        """
        What only this key opens again, and only as `of`, such as a runner and a name.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if may_make_key and not self._file.exists():
            self._make()
        key, nonce = self._key(), secrets.token_bytes(_NONCE_BYTES)
        return _mark_of(key) + nonce + AESGCM(key).encrypt(nonce, value, of.encode())

    def open(self, sealed: bytes, of: str) -> bytes:
        """
        What was sealed as `of`.

        Raises
        ------
        StoreUnusable
            If the key file is missing, can be read by others, or is another one.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._key()
        mark, rest = sealed[:_MARK_BYTES], sealed[_MARK_BYTES:]
        if mark != _mark_of(key):
            raise StoreUnusable(
                "The key in {file} is not the one that your stored secrets were sealed with. Put the"
                " right one back from a backup, or enter the secrets anew.",
                file=self._file,
            )
        try:
            return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], of.encode())
        except InvalidTag as damaged:
            raise StoreUnusable(
                "A stored secret is damaged, so it is not used. Enter it anew."
            ) from damaged

    def _key(self) -> bytes:
        try:
            if os.name == "posix" and self._file.stat().st_mode & _OTHERS:
                raise StoreUnusable(
                    "Others on this machine can read {file}, which opens your stored secrets. Take that"
                    " right away: chmod 600 {file}",
                    file=self._file,
                )
            key = self._file.read_bytes()
        except FileNotFoundError as missing:
            raise StoreUnusable(
                "{file} is missing, and nothing else opens your stored secrets. Put it back from a"
                " backup, or enter the secrets anew.",
                file=self._file,
            ) from missing
        except OSError as failed:
            raise StoreUnusable(
                "{file} cannot be read: {why}.", file=self._file, why=failed.strerror or failed
            ) from failed
        if len(key) != _KEY_BYTES:
            raise StoreUnusable(
                "{file} is no key of Unknot. Put the right one back from a backup, or enter the"
                " secrets anew.",
                file=self._file,
            )
        return key

    def _make(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written elsewhere first: nobody ever reads half a key, and of two that are made at once
        # the first one counts.
        draft = self._file.with_name(f".{KEY_FILE}-{secrets.token_hex(4)}")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, self._file)
        except OSError as failed:
            raise StoreUnusable(
                "{file} cannot be written: {why}.", file=self._file, why=failed.strerror or failed
            ) from failed
        finally:
            draft.unlink(missing_ok=True)


def _mark_of(key: bytes) -> bytes:
    """
    Tells keys apart without telling anything of them.
    """
    return hashlib.sha256(b"unknot secrets " + key).digest()[:_MARK_BYTES]
