"""The bank of 5-Whys prompts: questions that lead from what a finding shows to what can be changed (S3, K7b).

Authored in ``knowledge/whys.yaml`` and, for other languages, in ``knowledge/whys.<language>.yaml``, which have the same
groups; compiled to one JSON file a language. The prompts of a rule stand on its card; the
bank goes on from there, by block or artefact, kind and stage, through process, people, technology, data, incentives
and strategy. No prompt looks for a culprit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple

from cxadvisor.errors import KnowledgeError
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.resources import folder, read_json
from cxadvisor.texts import LANGUAGES, fill, placeholders

FILE: Final = "whys.yaml"
ANYTHING: Final = "anything"
"""What a prompt is about that fits any finding."""
KINDS: Final = ("gap", "conflict", "weakness")
"""The kinds of findings that have causes to ask for."""
LEVELS: Final = ("cause", "change")
"""What a prompt looks for: what lies behind something, or what can be changed."""
THEMES: Final = ("process", "people", "technology", "data", "incentives", "strategy")
QUOTING: Final = "note"
"""The placeholder for the first note concerned."""

FEWEST: Final = 3
"""A finding has so many prompts at least; those of its card and what leads on are one more at most."""
MOST: Final = 5

Level = Literal["cause", "change"]


class Prompt(NamedTuple):
    """A question of the bank: what it is ``about`` (a block, a kind of artefact, or anything), what narrows it (empty
    where nothing does), what it looks for, and its text.
    """

    about: str
    kind: str
    stage: str
    rule: str
    level: str
    theme: str
    text: str

    @property
    def specificity(self) -> int:
        """How closely it fits: by rule, then by block, kind and stage."""
        return 8 * bool(self.rule) + 4 * (self.about != ANYTHING) + 2 * bool(self.kind) + bool(self.stage)

    @property
    def quotes(self) -> bool:
        """Whether it quotes the note concerned."""
        return QUOTING in placeholders(self.text)


class Bank:
    """The prompts of one language."""

    def __init__(self, language: str, prompts: Iterable[Prompt]) -> None:
        self.language = language
        self.prompts = tuple(prompts)
        self._fitting = lru_cache(maxsize=1_000)(self._look_up)

    def fitting(
        self,
        level: Level,
        *,
        rule: str = "",
        kind: str = "",
        block: str | None = None,
        stage: str | None = None,
    ) -> tuple[Prompt, ...]:
        """Return the prompts for a finding of ``rule``, the closest first.

        Args:
            level: what they shall look for.
            rule: the name of the rule.
            kind: gap, conflict or weakness.
            block: the block of the canvas, or the kind of artefact; None where there are several or none.
            stage: the stage, where there is one.
        """
        return self._fitting(level, rule, kind, block or "", stage or "")

    def _look_up(self, level: str, rule: str, kind: str, block: str, stage: str) -> tuple[Prompt, ...]:
        found = [
            each
            for each in self.prompts
            if each.level == level
            and each.about in (ANYTHING, block)
            and each.kind in ("", kind)
            and each.stage in ("", stage)
            and each.rule in ("", rule)
        ]
        return tuple(sorted(found, key=lambda each: -each.specificity))


@cache
def bank_in(language: str) -> Bank:
    """Return the bank in ``language``, one of ``LANGUAGES``."""
    entries = read_json("knowledge", "compiled", f"whys.{language}.json")
    return Bank(language, (Prompt._make((*key.split("/"), text)) for key, text in entries.items()))


class Prompter:
    """Chooses the prompts of one finding after another, so that a report says nothing twice where that can be.

    ``told`` are prompts that it says already.
    """

    def __init__(self, bank: Bank, told: Iterable[str] = ()) -> None:
        self._bank = bank
        self._told = Counter(told)

    def prompts(
        self,
        own: Sequence[str],
        *,
        rule: str,
        kind: str,
        block: str | None,
        stage: str | None,
        note: str | None,
    ) -> tuple[str, ...]:
        """Return three to five prompts: those of the rule that were not said before, then what leads on from there; the
        last one ends at something that can be changed.

        Args:
            own: the prompts of the rule, filled.
            rule: its name.
            kind: the kind of the finding.
            block: its block or kind of artefact.
            stage: its stage.
            note: the first note concerned, as it is quoted; None where there is none.
        """
        kept = [text for text in own if not self._told[text]][: MOST - 1]
        self._told.update(kept)
        chosen: list[Prompt] = []
        wanted: Mapping[Level, int] = {"cause": max(0, FEWEST - len(kept)), "change": 1}
        for level, count in wanted.items():
            fitting = self._bank.fitting(level, rule=rule, kind=kind, block=block, stage=stage)
            usable = [each for each in fitting if note is not None or not each.quotes]
            for _ in range(count):
                themes = [each.theme for each in chosen]
                best = min(
                    (each for each in usable if each not in chosen),
                    key=lambda each: (self._told[each.text], each.theme in themes, -each.specificity),
                )
                self._told[best.text] += 1
                chosen.append(best)
        values = {} if note is None else {QUOTING: note}
        return (*kept, *(fill(each.text, values, self._bank.language) for each in chosen))


def file_in(language: str) -> str:
    """Return the name of the authored file with the bank in ``language``."""
    return FILE if language == "en" else FILE.replace(".yaml", f".{language}.yaml")


def authored_bank() -> dict[str, str]:
    """Return the shipped files of the bank, by name: one for each of ``LANGUAGES``."""
    root = folder("knowledge")
    return {name: root.joinpath(name).read_text("utf-8") for name in map(file_in, LANGUAGES)}


def compiled(files: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
    """Compile the authored bank, the shipped one by default: the prompts of each language, by the name of its file.

    Args:
        files: the authored files by name, as ``authored_bank`` returns them.

    Raises:
        KnowledgeError: a prompt or a key is missing, not known, or there twice; or a language has other prompts than
            English.
    """
    files = authored_bank() if files is None else files
    banks = {language: _bank(file_in(language), files[file_in(language)]) for language in LANGUAGES}
    english = banks["en"]
    for about in (*BLOCKS, *COMPANION_KEYS, ANYTHING):
        for level in LEVELS:
            if not any(key.startswith(f"{about}/") and f"/{level}/" in key for key in english):
                raise KnowledgeError(f"{FILE}: “{about}” has no prompt under “{level}”.")
    for language, bank in banks.items():
        if missing := [key for key in english if key not in bank]:
            raise KnowledgeError(f"{file_in(language)}: “{missing[0]}” is missing. Translate it from {FILE}.")
        if unknown := [key for key in bank if key not in english]:
            raise KnowledgeError(
                f"{file_in(language)}: “{unknown[0]}” is not in {FILE}. Write it there first."
            )
    return {f"whys.{language}.json": {key: bank[key] for key in english} for language, bank in banks.items()}


def _bank(file: str, text: str) -> dict[str, str]:
    """Return the prompts of an authored file by their keys."""
    from cxadvisor.language.authoring import read_yaml

    groups = read_yaml(file, text)
    if not isinstance(groups, list):
        raise KnowledgeError(f"{file}: it is a list of groups, each with “about”, “cause” and “change”.")
    found: dict[str, str] = {}
    for number, group in enumerate(groups, 1):
        for key, prompt in _entries(group, f"{file}, group {number}"):
            if key in found:
                raise KnowledgeError(f"{file}, group {number}: “{key}” has a prompt already.")
            found[key] = prompt
    return found


def _entries(group: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the prompts of a group with the key of each: what it is about, kind, stage, rule, level and theme."""
    known = {"about", "kind", "stage", "rule", *LEVELS}
    if not isinstance(group, Mapping) or not set(group) <= known or not set(LEVELS) & set(group):
        raise KnowledgeError(
            f"{place}: it has “about” and “cause” or “change”; beside them kind, stage, rule."
        )
    about = _one_of(group.get("about"), (ANYTHING, *BLOCKS, *COMPANION_KEYS), f"{place}, “about”")
    kind = _one_of(group.get("kind", ""), ("", *KINDS), f"{place}, “kind”")
    stage = _one_of(group.get("stage", ""), ("", *STAGES), f"{place}, “stage”")
    rules = group.get("rule", "")
    for level in LEVELS:
        prompts = group.get(level, {})
        if not isinstance(prompts, Mapping):
            raise KnowledgeError(f"{place}, “{level}”: write each prompt under its theme.")
        for theme, prompt in prompts.items():
            _one_of(theme, THEMES, f"{place}, “{level}”")
            _check(prompt, f"{place}, “{level}”, “{theme}”")
            for rule in rules if isinstance(rules, list) else [rules]:
                if not isinstance(rule, str) or "/" in rule:
                    raise KnowledgeError(f"{place}, “rule”: name a rule, or a list of rules.")
                yield f"{about}/{kind}/{stage}/{rule}/{level}/{theme}", prompt


def _one_of(value: Any, allowed: Sequence[str], place: str) -> str:
    if value not in allowed:
        raise KnowledgeError(
            f"{place}: “{value}” is not known; write one of {', '.join(filter(None, allowed))}."
        )
    return str(value)


def _check(prompt: Any, place: str) -> None:
    """Raise ``KnowledgeError`` unless a prompt is a question."""
    if not isinstance(prompt, str) or not prompt.strip().endswith("?"):
        raise KnowledgeError(f"{place}: write a question.")
    if not placeholders(prompt) <= {QUOTING}:
        raise KnowledgeError(f"{place}: “{{{QUOTING}}}” is the only placeholder.")
