"""The words that every report shares: the verdict, counts, and which findings go under which heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cxadvisor.model.review import Finding, Kind, Link, NotAssessed, Review
from cxadvisor.texts import LANGUAGES, Texts, texts_for

FINDINGS: Final[tuple[Kind, ...]] = ("gap", "conflict", "weakness")
"""The kinds that count as findings; questions and advice are counted apart."""
SEVERITIES: Final = ("high", "medium", "low")
NO_CANVAS: Final = "no-canvas"
"""The notice of a review of artefacts without a canvas."""


def interface_texts(review: Review) -> Texts:
    """Return the interface texts in the language of the review's own texts; English where there are none."""
    return texts_for(review.interface if review.interface in LANGUAGES else "en")


def all_reviews(review: Review) -> Iterator[Review]:
    """Yield the review itself and, of several canvases, the review of each."""
    yield review
    for inner in review.reviews:
        yield from all_reviews(inner)


def waived_of(review: Review) -> tuple[Finding, ...]:
    """Return the findings that are accepted exceptions."""
    return tuple(finding for finding in review.findings if finding.waived is not None)


def rejected_of(review: Review) -> tuple[Finding, ...]:
    """Return the findings that the consultant has rejected."""
    return tuple(finding for finding in review.findings if finding.is_rejected and finding.waived is None)


def known_of(review: Review) -> tuple[Finding, ...]:
    """Return the findings that the baseline knows already."""
    return tuple(finding for finding in review.findings if finding.known is not None)


def assumed_of(review: Review) -> tuple[Link, ...]:
    """Return the links that were inferred with less than certainty, to be confirmed."""
    return tuple(link for link in review.links if link.mark == "assumed")


def counts_of(review: Review) -> dict[str, int]:
    """Count what is in the review and in those of its canvases: findings by severity, questions, advice, and what the
    baseline knows.
    """
    counts = dict.fromkeys((*SEVERITIES, "findings", "questions", "advice", "known"), 0)
    for part in all_reviews(review):
        for finding in part.findings:
            if finding.known is not None:
                counts["known"] += 1
            if not finding.counts:
                continue
            if finding.kind == "confirm":
                counts["questions"] += 1
            elif finding.kind == "advice":
                counts["advice"] += 1
            else:
                counts["findings"] += 1
                counts[finding.severity] += 1
    return counts


def is_complete(review: Review) -> bool:
    """Whether the review, and that of each of its canvases, is complete."""
    return all(part.complete for part in all_reviews(review))


def verdict(review: Review, texts: Texts) -> str:
    """Return the verdict in one line: whether all was reviewed, and how much of what was found."""
    counts = counts_of(review)
    rest = [
        texts(f"verdict.{name}", n=counts[name]) for name in ("questions", "advice", "known") if counts[name]
    ]
    complete = is_complete(review)
    if counts["findings"]:
        split = ", ".join(
            texts("verdict.level", n=counts[level], severity=texts(f"severity.{level}"))
            for level in SEVERITIES
            if counts[level]
        )
        found = f"{texts('verdict.findings', n=counts['findings'])} {texts('verdict.split', levels=split)}"
        sentence = ", ".join([found, *rest]) + "."
    elif rest:
        none = texts("verdict.no_new" if counts["known"] and complete else "verdict.so_far")
        sentence = f"{none}; {', '.join(rest)}."
    elif not complete:
        sentence = f"{texts('verdict.so_far')}."
    elif review.edition == "client":
        sentence = texts("verdict.client")
    elif any(notice.code == NO_CANVAS for notice in review.notices):
        sentence = texts("verdict.clean_artefacts")
    else:
        partly = any(part.coverage.not_assessed for part in all_reviews(review))
        sentence = texts("verdict.clean_partly" if partly else "verdict.clean")
    if review.reviews:
        sentence = f"{upper_first(texts('verdict.canvases', n=len(review.reviews)))}, {lower_first(sentence)}"
    return sentence if complete else f"{texts('verdict.incomplete')}: {lower_first(sentence)}"


def lower_first(sentence: str) -> str:
    """Return ``sentence`` with its first letter in lower case, unless it begins with an abbreviation."""
    if sentence[1:2].isupper():
        return sentence
    return sentence[:1].lower() + sentence[1:]


def level_text(level: str, texts: Texts) -> str:
    """Say an effort or an impact; one that is none of ours stays as it is."""
    return texts(f"level.{level}") if f"level.{level}" in texts else level


def upper_first(sentence: str) -> str:
    """Return ``sentence`` with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def percent(confidence: float) -> str:
    """Return a confidence as whole percent."""
    return f"{confidence * 100:.0f}%"


def absorbed_text(finding: Finding, texts: Texts) -> str:
    """Return how many findings this one explains, and of which rules."""
    rules = ", ".join(dict.fromkeys(absorbed.rule for absorbed in finding.absorbed))
    return texts("report.absorbed", n=len(finding.absorbed), rules=rules)


def is_own(finding: Finding) -> bool:
    """Whether a finding is the consultant's own, made by no rule."""
    return finding.noted is not None and finding.noted.own


def maker(finding: Finding, texts: Texts, form: str = "{rule} ({code})") -> str:
    """Return which rule made a finding, in this form, or that it is the consultant's own."""
    if is_own(finding):
        return texts("report.noted.own")
    return form.format(rule=finding.rule, code=finding.code)


def noted_text(finding: Finding, texts: Texts, *, for_client: bool, with_owner: bool = True) -> str:
    """Return in one line what the consultant says of a finding, response and comment aside; it may be empty."""
    noted = finding.noted
    if noted is None:
        return ""
    parts = []
    if noted.status == "accept":
        parts.append(texts("report.noted.accept"))
    if noted.owner and with_owner:
        parts.append(texts("report.noted.owner", owner=noted.owner))
    if noted.due and with_owner:
        parts.append(texts("report.noted.due", date=texts.date(noted.due)))
    if noted.signed_off and not for_client:
        parts.append(texts("report.noted.signed_off"))
    original = noted.original
    if original is not None and original.severity is not None:
        parts.append(texts("report.noted.rated", severity=texts(f"severity.{original.severity}")))
    if original is not None and (original.message is not None or original.advice is not None):
        parts.append(texts("report.noted.reworded"))
    return ", ".join(parts)


def noted_lines(finding: Finding, review: Review, texts: Texts) -> list[tuple[str, str]]:
    """Return what the consultant notes of a finding: by the name of each field (``report.field``), its text."""
    noted = finding.noted
    if noted is None:
        return []
    reason = noted.reason if noted.status == "accept" else None
    said = noted_text(finding, texts, for_client=review.edition == "client")
    fields = (
        ("noted", "; ".join(part for part in (said, reason) if part)),
        ("response", noted.response),
        ("comment", noted.comment),
    )
    return [(name, text) for name, text in fields if text]


def edition_text(review: Review, texts: Texts) -> str:
    """Return for whom the report is, and how much of it the client does not see; empty where there are no notes."""
    if review.edition is None:
        return ""
    if review.held_back:
        return texts("report.edition.held_back", n=review.held_back)
    return texts(f"report.edition.{review.edition}")


def seen_in(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what the catalogue has to the advice of a finding: the use it is of, and what the entries are called."""
    for use in ("consider", "read"):
        labels = [reference.label for reference in finding.see if reference.use == use]
        if labels:
            yield use, ", ".join(labels)


def cited_sources(reviews: Iterable[Review]) -> tuple[str, ...]:
    """Return the labels of the sources that findings and checklists cite: S before K, by number."""
    labels: set[str] = set()
    for review in reviews:
        labels.update(label for finding in review.findings for label in finding.sources)
        labels.update(label for item in review.checklist for label in item.sources)
    return tuple(sorted(labels, key=_source_order))


def _source_order(label: str) -> tuple[bool, int, str]:
    digits = "".join(character for character in label[1:4] if character in "0123456789")
    return (not label.startswith("S"), int(digits) if digits else 0, label)


def grouped_by_reason(missing: Iterable[NotAssessed]) -> list[tuple[str, tuple[str, ...]]]:
    """Group rules that were not assessed by why, in the order in which the reasons first appear."""
    groups: dict[str, list[str]] = {}
    for entry in missing:
        groups.setdefault(entry.why, []).append(entry.rule)
    return [(why, tuple(rules)) for why, rules in groups.items()]
