"""A file changed byte by byte, as bad disks, cut downloads and those who mean harm change it."""

from __future__ import annotations

from random import Random

_MOST = 6


def changed_bytes(data: bytes, chance: Random) -> bytes:
    """Flips, cuts, blocks moved, repeated, swapped or overwritten, numbers made others; at least one of them."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, _MOST)):
        if changed:
            chance.choice(_WAYS)(changed, chance)
    return bytes(changed)


def _flip(data: bytearray, chance: Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: Random) -> None:
    at, length = _block(data, chance)
    data[at : at + length] = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))


def _cut_off(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut_out(data: bytearray, chance: Random) -> None:
    at, length = _block(data, chance)
    del data[at : at + length]


def _move(data: bytearray, chance: Random) -> None:
    at, length = _block(data, chance)
    block = data[at : at + length]
    del data[at : at + length]
    to = chance.randint(0, len(data))
    data[to:to] = block


def _repeat(data: bytearray, chance: Random) -> None:
    at, length = _block(data, chance)
    data[at:at] = data[at : at + length] * chance.randint(1, 20)


def _renumber(data: bytearray, chance: Random) -> None:
    """A run of digits becomes another number: an offset, a length, a count."""
    start = chance.randrange(len(data))
    at = next((at for at in range(start, min(len(data), start + 2000)) if data[at : at + 1].isdigit()), None)
    if at is not None:
        end = at
        while end < len(data) and data[end : end + 1].isdigit():
            end += 1
        data[at:end] = chance.choice((b"0", b"1", b"-1", b"65535", b"4294967296", b"9" * 30))


def _block(data: bytearray, chance: Random) -> tuple[int, int]:
    return chance.randrange(len(data)), min(len(data), chance.choice((1, 2, 4, 16, 64, 400, 3000)))


_WAYS = (_flip, _flip, _overwrite, _cut_off, _cut_out, _move, _repeat, _renumber, _renumber)
