"""Plans in every format: for a terminal, as JSON, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from cxadvisor.model.plan import HORIZONS, Action, Plan, PlannedChange, PlannedFinding
from cxadvisor.model.strategy import REPORT_MARK, Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.json_report import as_text
from cxadvisor.reporters.places import Places, canvas_of
from cxadvisor.reporters.plain import display_width
from cxadvisor.reporters.writer import Writer
from cxadvisor.texts import Texts, command_texts

BODY: Final = 4
MOST_PLACES: Final = 4
_LABELS: Final = ("advice", "where", "clears", "raises", "weight", "after")


def render_plan(
    plan: Plan, format: str, *, strategy: Strategy | None = None, width: int = 80, colour: bool = False
) -> str:
    """Return ``plan`` as text, json or markdown; with the ``strategy`` places are named with their lines."""
    renderers: Mapping[str, Callable[[Plan, Strategy | None, Options], str]] = {
        "text": _text,
        "json": _json,
        "markdown": _markdown,
    }
    return renderers[format](plan, strategy, Options(width, colour))


# --- JSON


def as_data(plan: Plan) -> dict[str, Any]:
    """Return ``plan`` as plain data; ``plans`` is there only for several canvases."""
    data = plan.model_dump(mode="json", by_alias=True)
    if plan.plans:
        data["plans"] = [as_data(each) for each in plan.plans]
    else:
        del data["plans"]
    return data


def _json(plan: Plan, strategy: Strategy | None, options: Options) -> str:
    return as_text(as_data(plan))


# --- what both other formats say


def _sections(plan: Plan) -> Iterator[tuple[str, Sequence[Action]]]:
    """Yield the horizons that have actions."""
    for horizon in HORIZONS:
        actions = [each for each in plan.actions if each.horizon == horizon]
        if actions:
            yield horizon, actions


def _summary(plan: Plan, texts: Texts) -> Iterator[str]:
    everything = (plan, *plan.plans)
    actions = [each for part in everything for each in part.actions if each.tried]
    found = sum(part.findings for part in everything)
    if not plan.complete:
        yield f"{texts('plan.incomplete')}."
    if not found:
        yield texts("plan.nothing")
    elif not actions:
        yield texts("plan.no_actions")
    else:
        cleared = len({one.fingerprint for each in actions for one in each.clears})
        weight = plan.weight
        yield texts(
            "plan.summary",
            n=len(actions),
            cleared=cleared,
            all=found,
            before=weight.before,
            after=weight.after,
        )
        yield texts("plan.explained")


def _closing(plan: Plan, texts: Texts) -> Iterator[str]:
    for key, number in (("questions", plan.questions), ("waived", plan.waived), ("omitted", plan.omitted)):
        if number:
            yield texts(f"plan.{key}", n=number)


def _change(change: PlannedChange, texts: Texts) -> str:
    """Say what is to be done, with a note as it might be written."""
    if change.example is None:
        return change.text
    return texts("plan.such", change=change.text, example=texts.quote(change.example))


def _levels(action: Any, texts: Texts) -> str:
    level = {key: texts(f"level.{getattr(action, key)}") for key in ("effort", "impact")}
    return texts("plan.levels", **level)


def _finding(finding: PlannedFinding, texts: Texts) -> str:
    return f"{finding.code} {finding.rule} ({texts(f'severity.{finding.severity}')}): {finding.message}"


def _weight(action: Action, texts: Texts) -> str:
    if action.weight is None:
        return texts("plan.untried")
    said = texts("plan.weight", before=action.weight.before, after=action.weight.after)
    return f"{said}; {texts('plan.asks', n=action.asks)}" if action.asks else said


def _details(action: Action, places: Places, texts: Texts) -> Iterator[tuple[str, list[str]]]:
    """Yield what is said of an action, with its label."""
    yield "advice", list(action.advice)
    yield "where", list(dict.fromkeys(map(places.label, action.at)))[:MOST_PLACES]
    yield "clears", [_finding(each, texts) for each in action.clears]
    yield "raises", [_finding(each, texts) for each in action.raises]
    yield "weight", [_weight(action, texts)]
    yield "after", [texts("plan.after", number=each.action, why=each.text) for each in action.after]


def _label(name: str, texts: Texts) -> str:
    if name == "weight":
        return texts("plan.column.weight").lower()
    return texts("plan.after_label" if name == "after" else f"plan.{name}")


def _parts(plan: Plan, texts: Texts) -> Iterator[tuple[Plan, str | None, int | None]]:
    """Yield the plans of the canvases, each with its title and number, then what is across them."""
    for number, each in enumerate(plan.plans):
        yield each, each.strategy.title, number
    if not plan.plans or plan.actions or plan.discuss:
        yield plan, texts("plan.across") if plan.plans else None, None


# --- for a terminal


def _text(plan: Plan, strategy: Strategy | None, options: Options) -> str:
    texts = command_texts("plan", plan.interface)
    out = Writer(options.width, options.colour)
    out.paragraph(texts("plan.title", title=plan.strategy.title), role="title")
    for sentence in _summary(plan, texts):
        out.paragraph(sentence, role="" if plan.complete else "bad")
    column = BODY + 2 + max(display_width(_label(each, texts)) for each in _LABELS)
    for part, title, number in _parts(plan, texts):
        places = Places(texts, strategy, canvas_of(part, strategy, number or 0))
        if title is not None:
            out.gap()
            out.rule()
            out.paragraph(title, role="title")
        for horizon, actions in _sections(part):
            out.gap()
            out.paragraph(texts(f"plan.horizon.{horizon}"), role="title")
            for action in actions:
                out.gap()
                _text_of(action, out, column, places, texts)
            if actions[-1].left is not None:
                out.gap()
                out.paragraph(texts("plan.left", left=actions[-1].left), role="quiet")
        if part.discuss:
            out.gap()
            out.paragraph(texts("plan.discuss"), role="title")
            for each in part.discuss:
                out.gap()
                out.item("–", f"{_finding(each.finding, texts)} ({_levels(each, texts)})", BODY)
                out.paragraph(each.reason, BODY)
                out.paragraph(each.advice, BODY, "quiet")
        closing = list(_closing(part, texts))
        if closing:
            out.gap()
            for sentence in closing:
                out.paragraph(sentence, role="quiet")
    return str(out)


def _text_of(action: Action, out: Writer, column: int, places: Places, texts: Texts) -> None:
    lead = f"{action.number}."
    for change in action.changes:
        out.item(lead, _change(change, texts), BODY, "title")
        lead = ""
    out.paragraph(_levels(action, texts), BODY, "quiet")
    for name, sentences in _details(action, places, texts):
        lead = " " * BODY + _label(name, texts)
        out.items(lead, sentences, column, "quiet")


# --- Markdown


def _markdown(plan: Plan, strategy: Strategy | None, options: Options) -> str:
    from cxadvisor.reporters.markdown_report import escape

    texts = command_texts("plan", plan.interface)
    lines = [f"# {escape(texts('plan.title', title=plan.strategy.title))}", ""]
    for sentence in _summary(plan, texts):
        lines += [escape(sentence), ""]
    for part, title, number in _parts(plan, texts):
        places = Places(texts, strategy, canvas_of(part, strategy, number or 0))
        if title is not None:
            lines += [f"## {escape(title)}", ""]
        mark = "###" if title is not None else "##"
        for horizon, actions in _sections(part):
            lines += [f"{mark} {texts(f'plan.horizon.{horizon}')}", ""]
            for action in actions:
                lines += _markdown_of(action, places, texts)
            if actions[-1].left is not None:
                lines += [escape(texts("plan.left", left=actions[-1].left)), ""]
        if part.discuss:
            lines += [f"{mark} {texts('plan.discuss')}", ""]
            for each in part.discuss:
                said = f"{_finding(each.finding, texts)} ({_levels(each, texts)})"
                lines += [f"- {escape(said)}  ", f"  {escape(each.reason)} {escape(each.advice)}"]
            lines.append("")
        lines += [line for sentence in _closing(part, texts) for line in (escape(sentence), "")]
    return "\n".join(lines).rstrip("\n") + f"\n\n{REPORT_MARK}\n"


def _markdown_of(action: Action, places: Places, texts: Texts) -> list[str]:
    from cxadvisor.reporters.markdown_report import escape

    what = " ".join(_change(each, texts) for each in action.changes)
    lines = [f"**{action.number}. {escape(what)}** ({escape(_levels(action, texts))})", ""]
    for name, sentences in _details(action, places, texts):
        lines += [f"- {_label(name, texts)}: {escape(each)}" for each in sentences]
    return [*lines, ""]
