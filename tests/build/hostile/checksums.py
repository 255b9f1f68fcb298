"""Checksums of long repetitive bytes without the bytes (the algebra of zlib's crc32_combine)."""

import zlib
from dataclasses import dataclass

_POLYNOMIAL = 0xEDB88320

_Matrix = tuple[int, ...]
"""A linear map of 32 bits: the image of each."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """The CRC-32 of some bytes, and how many they are."""

    crc: int
    length: int

    def then(self, other: "Checksum") -> "Checksum":
        """The checksum of these bytes and then those."""
        return Checksum(_after(self.crc, other.length) ^ other.crc, self.length + other.length)

    def times(self, count: int) -> "Checksum":
        """The checksum of these bytes so many times."""
        result, doubled = Checksum(0, 0), self
        while count:
            if count & 1:
                result = result.then(doubled)
            doubled, count = doubled.then(doubled), count >> 1
        return result


def checksum(data: bytes) -> Checksum:
    """The checksum of bytes that are there."""
    return Checksum(zlib.crc32(data), len(data))


def _after(crc: int, zeros: int) -> int:
    """What a checksum becomes when so many zero bytes follow."""
    one_bit: _Matrix = (_POLYNOMIAL, *(1 << bit for bit in range(31)))
    step = _squared(_squared(_squared(one_bit)))
    while zeros:
        if zeros & 1:
            crc = _applied(step, crc)
        step, zeros = _squared(step), zeros >> 1
    return crc


def _applied(matrix: _Matrix, vector: int) -> int:
    result = 0
    for image in matrix:
        if vector & 1:
            result ^= image
        vector >>= 1
    return result


def _squared(matrix: _Matrix) -> _Matrix:
    return tuple(_applied(matrix, image) for image in matrix)
