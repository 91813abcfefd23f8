"""Exact decimal arithmetic: no rounding context of the caller may reach a value."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

#: Longest number that is read, in digits; no figure of a report comes near it.
MAX_DIGITS = 40

#: Wide enough that scaling and negating a number of MAX_DIGITS digits never rounds.
EXACT = Context(prec=4 * MAX_DIGITS)

#: A quotient that does not end (1/3) is kept to this many significant digits.
QUOTIENT = Context(prec=28)


def plain(number: Decimal) -> Decimal:
    """Drop trailing zeros and the exponent: `Decimal("4.708E+10")` → `Decimal("47080000000")`."""
    whole = number.to_integral_value(context=EXACT)
    return Decimal(int(whole)) if whole == number else number.normalize(EXACT)


def decimal_string(number: Decimal) -> str:
    """The number in digits, never in powers of ten: `"47080000000"`, `"-14.8"`."""
    return format(plain(number), "f")


def exact_decimal(number: Fraction) -> Decimal | None:
    """The fraction as a decimal, or None when its decimal expansion does not end."""
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = number.numerator * 2 ** (places - twos) * 5 ** (places - fives)
    return plain(Decimal(digits).scaleb(-places, context=Context(prec=max(EXACT.prec, len(str(digits))))))


def mirrored(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a fall of that size: negated and swapped."""
    return (None if high is None else EXACT.minus(high), None if low is None else EXACT.minus(low))
