"""Finds, within a text, parts with the whole they are to make: sums, splits, “3 of 14 (40 %)”, shares above 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from cxadvisor.language.quantities import PERCENT, Quantity, quantities

Basis = Literal["sum", "split", "count", "share", "baseline", "target", "time", "segments", "scale"]

WHOLE: Final = 100.0

MANY: Final = 1.25
"""Parts that make more than so much of the whole are answers of which several could be given."""

FEW: Final = 3
"""From so many percentages on a list may be a split of which none is named as the rest."""

_PLUS: Final = re.compile(r"[^\d+=;.]{0,40}\+[^\d+=;.]{0,40}")
_EQUALS: Final = re.compile(r"[^\d+=;.]{0,40}=\s*")
_SIGNED: Final = re.compile(r"[-+−±]\s*$")
_THAT_IS: Final = re.compile(
    r"[^\W\d_]{0,30}\s*(?:\(|=|–|—|,\s(?:i\.e\.|that is|adică|czyli|то есть|cioè))\s*", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d+")
_SHARE: Final = re.compile(r"%|cent|proc|sută|проц", re.IGNORECASE)
"""Without one of these, and without a sum or a list of numbers, nothing is told twice."""
_SENTENCES: Final = re.compile(r"[.!?](?=\s|$)|[()\n]")
_PIECES: Final = re.compile(r"[,;](?!\d)|\s/\s|\s(?:and|și|iar|i|oraz|и|e|ed)\s(?=[^,;]*\d)", re.IGNORECASE)
_WHOLE_FIRST: Final = re.compile(
    r"(^\s*(?:[^\W\d]+\s){0,2}(?:of|din|dintre|z|ze|spośród|из|su|di|tra)\s+\d+\s+(?:de\s)?[^\W\d]+)\s+(?=\d)",
    re.IGNORECASE,
)
"""“Of 120 calls 64 …”: the whole without a comma after it."""
_GROWTH: Final = re.compile(
    r"grow|increas|rise|more|vs|versus|compar|creșt|mai mul|față de|wzrost|więcej|wobec|рост|прирост|больше|выше"
    r"|по сравнению|crescit|aument|rispetto|target|plan",
    re.IGNORECASE,
)
"""What may be more than all of it."""
_IN_ALL: Final = re.compile(
    r"\b(?:in total|in all|altogether|total|în total|în toate|razem|łącznie|ogółem|всего|итого|in totale|totale"
    r"|in tutto)\b",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"\s*(?:(?:and|și|iar|i|oraz|a|и|а|e|ed)\s+)?(?:(?:out\s+of|of|din|dintre|z|ze|spośród|из|su|di|tra)\s+)?$",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"\b(?:of|din|dintre|z|ze|spośród|из|su|di|tra)\s+$", re.IGNORECASE)
_REST: Final = re.compile(
    r"\b(?:others?|rest|remaining|remainder|else|misc|miscellaneous|various|alte|altele|alții|altceva|restul|diverse|diverși"
    r"|inne|inni|inny|pozostałe|pozostali|pozostałych|innych|reszta|różne|другие|другое|других|прочие|прочее|прочих|остальные|остальное|остальных|иное|иных|разное"
    r"|altro|altri|altre|resto|restante|restanti|rimanenti|varie|vari)\b",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"\s+(?:(?:of|din|dintre|z|ze|из|di|dei|degli|delle|de)\s+)?(?:(?:all|our|the|toți|noștri|naszych|wszystkich|всех|наших|"
    r"tutti|i|nostri)\s+){0,2}(?:customers|clients|people|users|respondents|guests|patients|buyers|clienți|clienților|oameni|"
    r"utilizatori|respondenți|klientów|osób|użytkowników|respondentów|клиентов|людей|пользователей|опрошенных|"
    r"покупателей|clienti|persone|utenti|intervistati)\b",
    re.IGNORECASE,
)


class Pair(NamedTuple):
    """A number told twice within a text; see ``rulebook.figures.NumberPair``."""

    first: str
    second: str
    basis: Basis
    gap: float
    sure: bool = True


def pairs_in(text: str, *, statistics: bool = False) -> Iterator[Pair]:
    """Yield the numbers that ``text`` tells twice.

    Args:
        text: what somebody wrote.
        statistics: whether it is one figure of statistics, so that a list of percentages is likely a split.
    """
    numbers = _DIGITS.findall(text)
    if len(numbers) < 2 and not (numbers and len(numbers[0]) > 2):
        return
    if not _SHARE.search(text) and len(numbers) < 3 and "+" not in text:
        return
    found = list(quantities(text))
    yield from _counts(text, found)
    yield from _above(text, found)
    if statistics and len(found) == 1 and found[0].unit == PERCENT and not _GROWTH.search(text):
        yield Pair(text, "100 %", "share", found[0].low - WHOLE, sure=False)
    if len(found) > 1:
        summed = list(_sums(text, found))
        yield from summed
        if not summed:
            for sentence in _SENTENCES.split(text):
                yield from _parts(sentence)
                yield from _splits(sentence, statistics)


def _counts(text: str, found: Sequence[Quantity]) -> Iterator[Pair]:
    """Yield “3 of 14 (40 %)” and “40 % (3 of 14)”."""
    for one, other in pairwise(found):
        count, share = (one, other) if one.whole else (other, one)
        is_told_twice = (
            count.whole and share.unit == PERCENT and _THAT_IS.fullmatch(text[one.end : other.start])
        )
        if (
            is_told_twice
            and count.whole
            and count.low == count.high <= count.whole
            and share.low == share.high
        ):
            room = 10.0**-share.decimals
            gap = abs(WHOLE * count.low / count.whole - share.low) - room
            yield Pair(count.text, share.text, "count", gap)


def _above(text: str, found: Iterable[Quantity]) -> Iterator[Pair]:
    """Yield “120 % of customers”."""
    for each in found:
        people = _PEOPLE.match(text, each.end) if each.unit == PERCENT and each.low > WHOLE else None
        if people and not _SIGNED.search(text[: each.start]):
            yield Pair(text[each.start : people.end()], "100 %", "share", each.low - WHOLE)


def _sums(text: str, found: Sequence[Quantity]) -> Iterator[Pair]:
    """Yield “46 % + 41 % + 22 %”, which is to make 100 %, and “64 + 41 = 120”."""
    start = 0
    while start < len(found):
        last = start
        while last + 1 < len(found) and _PLUS.fullmatch(text[found[last].end : found[last + 1].start]):
            last += 1
        parts, start = found[start : last + 1], last + 1
        if len(parts) < 2 or not _are_alike(parts) or _SIGNED.search(text[: parts[0].start]):
            continue
        following = found[start] if start < len(found) else None
        written = text[parts[0].start : parts[-1].end]
        if following and _EQUALS.fullmatch(text[parts[-1].end : following.start]):
            if following.unit in (parts[0].unit, "") and following.low == following.high:
                yield Pair(written, following.text, "sum", abs(_total(parts) - following.low) - _room(parts))
        elif parts[0].unit == PERCENT:
            yield Pair(written, "100 %", "split", _total(parts) - WHOLE - _room(parts))


def _parts(text: str) -> Iterator[Pair]:
    """Yield “of 120 complaints, 64 for this, 41 for that, 27 others” and “120 complaints: 64 for this, …”."""
    head, colon, tail = text.partition(":")
    told = _one_each(
        [head, *_PIECES.split(tail)] if colon else _PIECES.split(_WHOLE_FIRST.sub(r"\1, ", text))
    )
    if len(told) < 3 or any(each.unit or each.whole for _, each in told):
        return
    in_all = [place for place in (0, len(told) - 1) if _IN_ALL.search(told[place][0])]
    first, leading = told[0]
    if not (in_all or colon or _OF.search(first[: leading.start])):
        return
    _, whole = told.pop(in_all[0] if in_all else 0)
    if any(not _LEADS.match(piece[: each.start]) for piece, each in told):
        return
    parts = [each for _, each in told]
    if not _are_alike(parts) or whole.low != whole.high or not whole.low.is_integer():
        return
    written, over = " + ".join(each.text for each in parts), _total(parts) - whole.low
    if _REST.search(told[-1][0]):
        yield Pair(written, whole.text, "sum", abs(over))
    elif 0 < over <= whole.low * (MANY - 1):
        yield Pair(written, whole.text, "sum", over, sure=bool(in_all))


def _splits(text: str, statistics: bool) -> Iterator[Pair]:
    """Yield “46 % by card, 41 % in cash, 22 % other”, which is to make 100 %."""
    told = _one_each(_PIECES.split(text))
    parts = [each for _, each in told]
    if len(parts) < 2 or any(each.unit != PERCENT for each in parts) or not _are_alike(parts):
        return
    written, over = " + ".join(each.text for each in parts), _total(parts) - WHOLE
    if _REST.search(told[-1][0]):
        yield Pair(written, "100 %", "split", abs(over) - _room(parts))
    elif statistics and len(parts) >= FEW and over <= WHOLE * (MANY - 1):
        yield Pair(written, "100 %", "split", over - _room(parts), sure=False)


def _one_each(pieces: Iterable[str]) -> list[tuple[str, Quantity]]:
    """Return pieces with the one quantity in each, without what stands before and after them; none where some other
    piece has none, or several.
    """
    told = [(piece, list(quantities(piece))) for piece in pieces]
    while told and not told[0][1]:
        told.pop(0)
    while told and not told[-1][1]:
        told.pop()
    return [(piece, found[0]) for piece, found in told] if all(len(found) == 1 for _, found in told) else []


def _are_alike(parts: Sequence[Quantity]) -> bool:
    return len({each.unit for each in parts}) == 1 and all(
        each.low == each.high and not each.whole for each in parts
    )


def _total(parts: Iterable[Quantity]) -> float:
    return sum(each.low for each in parts)


def _room(parts: Sequence[Quantity]) -> float:
    """How much rounding may add up to; things that are counted are not rounded."""
    if parts[0].unit != PERCENT:
        return 1e-9
    return 0.5 * len(parts) * 10.0 ** -min(each.decimals for each in parts)


def split_over(shares: Sequence[float]) -> Pair | None:
    """Return what shares of customers (0–1) make that are likely parts of all of them; None where they cannot be."""
    over = sum(shares) - 1
    written = " + ".join(f"{share * WHOLE:g} %" for share in shares)
    return (
        Pair(written, "100 %", "segments", over - len(shares) / 200, sure=False) if over < MANY - 1 else None
    )
