"""Certificates made for a test: an authority of its own, and servers that it vouches for, or does not."""

import datetime as dt
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


class Authority:
    """Signs certificates; `trusting` is a client's view of the world in which it alone is believed."""

    def __init__(self, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(name)
        root = _builder(self._name, self._name, self._key.public_key(), NOW + DAY)
        root = root.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self._root = root.sign(self._key, hashes.SHA256())

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cadata=self._root.public_bytes(serialization.Encoding.PEM).decode())

    def context(
        self, folder: Path, host: str, *, ends: dt.datetime = NOW + DAY, signs_itself: bool = False
    ) -> ssl.SSLContext:
        """A server's context with a certificate for a host."""
        key = ec.generate_private_key(ec.SECP256R1())
        signer, issuer = (key, _name(host)) if signs_itself else (self._key, self._name)
        certificate = _builder(_name(host), issuer, key.public_key(), ends)
        named = certificate.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        file = folder / f"{host}-{ends:%Y%m%d}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + named.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def secure(context: ssl.SSLContext) -> Callable[[socket.socket], socket.socket]:
    """From a connection to one over TLS, for `loopback.serving`."""
    return lambda connection: context.wrap_socket(connection, server_side=True)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, ends: dt.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(NOW, ends) - DAY)
        .not_valid_after(ends)
    )
