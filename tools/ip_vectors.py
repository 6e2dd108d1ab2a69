"""Writes tests/data/ip/vectors.tsv: what netaddr and Python's own ipaddress answer to our inputs.

    pip install netaddr==1.3.0
    python3 tools/ip_vectors.py > tests/data/ip/vectors.tsv

Python 3.11 wrote the file that is kept here. Each line is a question, its input and the answer,
with tabs between; lists have spaces between their items, and an answer that is an exception is
`error`. Questions that start with `py_` go to ipaddress, the others to netaddr.
"""

import ipaddress
import random

import netaddr
from netaddr import INET_ATON, INET_PTON, ZEROFILL
from netaddr import EUI, AddrFormatError, IPAddress, IPNetwork, IPSet
from netaddr.contrib.subnet_splitter import SubnetSplitter

assert netaddr.__version__ == "1.3.0"
rng = random.Random(1)


def words(items):
    return " ".join(str(item) for item in items)


def ask(question, text, answer):
    try:
        answer = answer()
    except (AddrFormatError, TypeError, ValueError):
        answer = "error"
    assert "\t" not in text and "\n" not in text
    print(question, text, answer, sep="\t")


def size(version):
    return 32 if version == 4 else 128


def prefix(version, low=0):
    """A network, as often near the ends of the space or in a small block as anywhere."""
    bits = size(version)
    length = rng.randint(max(low, bits - 9), bits) if rng.random() < 0.7 else rng.randint(low, bits)
    where = rng.randrange(4)
    value = (0, 2**bits - 1, 10 << (bits - 8), rng.getrandbits(bits))[where]
    if where < 3:
        value ^= rng.getrandbits(9)
    return IPNetwork((value >> (bits - length) << (bits - length), length), version=version)


def related(target):
    """A network that meets another more often than not."""
    bits = size(target.version)
    if rng.random() < 0.2:
        return prefix(target.version)
    length = min(bits, max(0, target.prefixlen + rng.randint(-3, 6)))
    value = rng.randint(target.first, target.last)
    return IPNetwork((value >> (bits - length) << (bits - length), length), version=target.version)


def crowd(version, count):
    """Networks of one small block, so that they overlap and touch."""
    bits = size(version)
    base = rng.choice([0, 2**bits - 256, 10 << (bits - 8)])
    result = []
    for _ in range(count):
        length = rng.randint(bits - 6, bits)
        value = base + rng.getrandbits(8)
        net = IPNetwork((value >> (bits - length) << (bits - length), length), version=version)
        result.append(net)
    return result


def span(version):
    net = prefix(version)
    first = rng.randint(net.first, net.last)
    last = rng.randint(first, min(net.last, first + 2 ** rng.randint(0, 24)))
    return IPAddress(first, version), IPAddress(last, version)


def both(count):
    return [4] * count + [6] * count


for version in both(10):
    net = prefix(version, low=size(version) - 4)
    ask("hosts", str(net), lambda: words(net.iter_hosts()))
    std = ipaddress.ip_network(str(net))
    ask("py_hosts", str(net), lambda: words(std.hosts()))
for version in both(8):
    net = prefix(version)
    length = rng.randint(net.prefixlen, min(size(version), net.prefixlen + 3))
    ask("subnets", f"{net} {length}", lambda: words(net.subnet(length)))
    length = max(0, net.prefixlen - 5)
    ask("supernets", f"{net} {length}", lambda: words(reversed(net.supernet(length))))
for version in both(25):
    target = prefix(version)
    other = related(target)

    def parts():
        before, inside, after = netaddr.ip.cidr_partition(target, other)
        return " | ".join([words(before), words(inside), words(after)])

    ask("partition", f"{target} {other}", parts)
    ask("exclude", f"{target} {other}", lambda: words(netaddr.cidr_exclude(target, other)))
    # netaddr is wrong on nested networks: of 0.0.1.128/25 and 0.0.1.182/31 it makes 0.0.1.128/26.
    if target not in other and other not in target:
        ask("spanning", f"{target} {other}", lambda: netaddr.spanning_cidr([target, other]))
    a, b = ipaddress.ip_network(str(target)), ipaddress.ip_network(str(other))
    ask("py_exclude", f"{a} {b}", lambda: words(sorted(a.address_exclude(b))))
for version in both(10):
    nets = crowd(version, rng.randint(1, 9))
    ask("merge", words(nets), lambda: words(netaddr.cidr_merge(nets)))
    std = [ipaddress.ip_network(str(net)) for net in nets]
    ask("py_collapse", words(nets), lambda: words(ipaddress.collapse_addresses(std)))
    ask("set_ranges", words(nets), lambda: words(IPSet(nets).iter_ipranges()))
    probe, nets = nets[0].ip, sorted(set(nets))
    ask("matching", f"{probe} {words(nets)}", lambda: words(netaddr.all_matching_cidrs(probe, nets)))
    ask("smallest", f"{probe} {words(nets)}", lambda: netaddr.smallest_matching_cidr(probe, nets))
    ask("largest", f"{probe} {words(nets)}", lambda: netaddr.largest_matching_cidr(probe, nets))
    a, b = IPSet(crowd(version, 6)), IPSet(crowd(version, 6))
    if version == 6 and rng.random() < 0.5:
        continue
    for name, made in ("or", a | b), ("and", a & b), ("sub", a - b), ("xor", a ^ b):
        text = f"{words(a.iter_cidrs())} {name} {words(b.iter_cidrs())}"
        ask("set", text, lambda: words(made.iter_cidrs()))
for version in both(20):
    first, last = span(version)
    ask("cidrs", f"{first}-{last}", lambda: words(netaddr.iprange_to_cidrs(first, last)))
    a, b = ipaddress.ip_address(str(first)), ipaddress.ip_address(str(last))
    ask("py_cidrs", f"{first}-{last}", lambda: words(ipaddress.summarize_address_range(a, b)))
    if version == 4:
        globs = netaddr.iprange_to_globs(first, last)
        ask("globs", f"{first}-{last}", lambda: globs[0] if len(globs) == 1 else len(globs))
for text in """1.2.3.4 1.2.3.* 1.2.*.* *.*.*.* 1.2.3.4-9 1.2.3-7.* 10-11.*.*.* 1.2.3.0-255 1.2.3.9-4
    1.2.3.4-4 1.*.3.4 1.2-3.4.5 1.2.3 1.2.3.4.5 1.2.3.4- 1.2.3.-4 1.2.3.4-256 1.2.3.04 1.2.3.4/24
    a.b.c.d 1.2.3.1-2-3 1.2-3.4-5.* *.1.2.3 +1.2.3.4 1.2.3.+4 1.2.3.1_0""".split():

    def ends():
        first, last = netaddr.glob_to_iptuple(text)
        return f"{first} {last}"

    ask("glob", text, ends)
for text in """192.0.2.1 192.0.2.0-7 192.0.2-3.1,3-5 192.0.2.250- 192.0.2.-5 192.0.2.0/29 1.2.3
    1.2.3.4.5 1.2.3.4,, 1.2.3.9-4 1.2.3.256 1.2.3.04 1.2.3.x 192.168.3-5,7.1 10.0.0.3,1,2 10.0.0.1,1
    1,3.0.0.254- 1.2.3.4/33 1.2.3.4/0 1.2.3.*""".split():
    ask("nmap", text, lambda: words(netaddr.iter_nmap_range(text)))
for _ in range(12):
    addr = IPAddress(rng.getrandbits(128) >> rng.randrange(128), 6)
    ask("base85", str(addr), lambda: netaddr.ipv6_to_base85(addr))
    ask("py_reverse", str(addr), lambda: ipaddress.ip_address(str(addr)).reverse_pointer)
    for style in "compact", "full", "verbose":
        ask(style, str(addr), lambda: addr.format(getattr(netaddr, f"ipv6_{style}")))
    addr = IPAddress(rng.getrandbits(32), 4)
    ask("reverse", str(addr), lambda: addr.reverse_dns)
    mask = IPAddress(rng.choice([2**32 - 2**n for n in range(33)] + [2**n - 1 for n in range(33)]))
    mask = mask if rng.random() < 0.8 else addr
    ask("netmask", str(mask), lambda: mask.netmask_bits() if mask.is_netmask() else None)
    ask("hostmask", str(mask), mask.is_hostmask)
for _ in range(6):
    for version, bits in (48, 48), (64, 64):
        eui = EUI(rng.getrandbits(bits) >> rng.choice([0, 0, 8, 20]), version)
        if bits == 48:
            names = "mac_unix_expanded mac_eui48 mac_unix mac_cisco mac_bare mac_pgsql".split()
        else:
            names = "eui64_unix_expanded eui64_base eui64_unix eui64_cisco eui64_bare".split()
        texts = [eui.format(getattr(netaddr, name)) for name in names]
        ask(f"eui{bits}", str(eui), lambda: words(texts))
        ask(f"eui{bits}_ipv6", str(eui), lambda: f"{eui.eui64()} {eui.ipv6_link_local()}")
for text in """10 10.1 172.16 192.168 192.168.0.0/16 0 0/0 10.0.0.0 127 128.1 191 224 239.1 240 255
    10.1/16 10/8 1.2.3.4 256 a 1.2.3.4.5 10. .10 10..1 10/33""".split():
    # What it cannot read, it returns as it is; what it makes is not always a network.
    ask("abbreviated", text, lambda: IPNetwork(netaddr.cidr_abbrev_to_verbose(text)))
    ask("partial", text, lambda: netaddr.expand_partial_ipv4_address(text))
for text in """127.0.0.1 127.1 0x7f.1 2130706433 0177.0.0.1 010.001.000.007 08.0.0.1 1.2.3 1 0
    1.65535 1.65536 256.0.0.1 1.2.3.256 1.2.3.4.5 0xg 4294967295 4294967296 +1.2.3.4 1.2.3.4x
    1..2.3 ::1 ::ffff:1.2.3.4 1:2:3:4:5:6:7:8 ::1::2 12345::""".split() + [
    "1.2.3.4 ", " 1.2.3.4", "1.2.3.4 x", "\uff11\uff12\uff17.0.0.1", "fe80::1%eth0",
]:
    for name, flags in ("pton", INET_PTON), ("aton", INET_ATON), ("zerofill", ZEROFILL):
        ask(name, text, lambda: IPAddress(text, flags=flags))
    ask("py_addr", text, lambda: ipaddress.ip_address(text))
for text in """10.0.0.0/8 10.0.0.1/8 10.0.0.0 10.0.0.0/255.0.0.0 10.0.0.0/0.255.255.255 ::/0 ::1/127
    10.0.0.0/33 10.0.0.0/-1 10.0.0.0/+8 10.0.0.0/08 ::/129 2001:db8::/ffff:ffff:: /8 1/24
    10.0.0.0/255.0.255.0 0.0.0.0/0.0.0.0 10.0.0.0/ 10.0.0.0/8/8""".split():
    ask("py_network", text, lambda: ipaddress.ip_network(text))
for text in """::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 ::ffff:0:7f00:1
    100:0:0:1::1 224.0.0.1 ff0e::1 fec0::1 5f00::1 ::ffff:127.0.0.1 2002:7f00:1:: 2001:1::3 2001::1
    192.88.99.1 192.0.0.9 2001:db8:1:2:0:5efe:a00:1 2606:4700::200:5efe:a00:1 1.1.1.1 8.8.8.8
    2606:4700:4700::1111 2001:718:1404:c8:0:ffff:ac19:c80e ::ffff:8.8.8.8
    64:ff9b::808:808""".split():
    ask("global", text, lambda: IPAddress(text).is_global())
    ask("py_global", text, lambda: ipaddress.ip_address(text).is_global)
for text in "2001:0:4136:e378:8000:63bf:3fff:fdd2 2002:c000:221:: ::ffff:1.2.3.4 2001:db8::1".split():
    addr = ipaddress.ip_address(text)
    ask("py_teredo", text, lambda: words(addr.teredo))
    ask("py_6to4", text, lambda: addr.sixtofour)
    ask("py_mapped", text, lambda: addr.ipv4_mapped)
for _ in range(6):
    splitter, steps = SubnetSplitter("172.24.0.0/16"), []
    for _ in range(rng.randint(1, 6)):
        length = rng.randint(18, 26)
        steps.append(f"{length}:{words(splitter.extract_subnet(length, count=1))}")
    free = words(sorted(splitter.available_subnets()))
    ask("splitter", words(steps), lambda: free)
