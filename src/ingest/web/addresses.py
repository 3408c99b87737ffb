"""Which addresses are public (RFC 6890, IANA's special-purpose registries), in every spelling."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_UNICAST = IPv6Network("2000::/3")  # all that IANA has given out; the rest is local, multicast or reserved
_NAT64 = IPv6Network("64:ff9b::/96")  # holds an IPv4 address in its last 32 bits
# Special blocks that Python 3.11's `is_global` lets through.
_SPECIAL = tuple(map(ip_network, ("192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")))

OTHER_SERVICES = frozenset(
    {
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
        102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389,
        427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
        989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665,
        6666, 6667, 6668, 6669, 6679, 6697, 10080,
    }
)  # fmt: skip
"""Ports that no request may reach: what listens there is not the web (WHATWG Fetch section 2.9)."""


def is_public(address: str) -> bool:
    """Whether an address belongs to somebody on the public Internet.

    IPv6 addresses that carry an IPv4 one (mapped, NAT64, 6to4) are judged by what they carry.

    >>> is_public("192.0.43.8"), is_public("::ffff:10.0.0.1"), is_public("fe80::1%eth0")
    (True, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _carried(found)
        if inner is not None:
            return is_public(str(inner))
        if found not in _UNICAST:
            return False
    return found.is_global and not found.is_multicast and not any(found in block for block in _SPECIAL)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
