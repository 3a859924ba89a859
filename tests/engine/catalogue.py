"""Rules like those of the catalogue, written by hand, and canvases of any size for them."""

from __future__ import annotations

from random import Random

from cxadvisor.engine import AS, COMPARE, COUNT, EXISTS, FORALL, GT, LT, MATCH, NOT, OR, Fact, Field, L, Rule

STAGES = ("pre_sale", "post_sale")


class Stage(Fact):
    name = Field(str, mandatory=True)


class Moment(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)


class Need(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)


class Activity(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)
    owner = Field(str | None, default=None)


class Objective(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)


class Metric(Fact):
    id = Field(str, mandatory=True)
    baseline = Field(int | None, default=None)
    target = Field(int | None, default=None)
    direction = Field(str, default="up")


class Preferred(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)
    channel = Field(str, mandatory=True)


class Supported(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, mandatory=True)
    channel = Field(str, mandatory=True)


class Link(Fact):
    relation = Field(str, mandatory=True)
    source = Field(str, mandatory=True)
    target = Field(str, mandatory=True)


class Served(Fact):
    moment = Field(str, mandatory=True)


class Measured(Fact):
    objective = Field(str, mandatory=True)


class Chain(Fact):
    need = Field(str, mandatory=True)
    metric = Field(str, mandatory=True)


def catalogue_rules() -> list[Rule]:
    """Fifteen rules: links derived, gaps, orphans, counts, comparisons and a chain over four blocks."""
    m, s, a, o, c = MATCH.m, MATCH.s, MATCH.a, MATCH.o, MATCH.c
    return [
        Rule(
            Link(relation="serves", source=a, target=m),
            Activity(id=a, stage=s),
            Moment(id=m, stage=s),
            name="served",
            asserts=[Served(moment=m)],
        ),
        Rule(
            Link(relation="measures", source=MATCH.k, target=o),
            Metric(id=MATCH.k),
            Objective(id=o),
            name="measured",
            asserts=[Measured(objective=o)],
        ),
        Rule(
            Link(relation="meets", source=o, target=MATCH.need),
            Link(relation="moves", source=a, target=o),
            Link(relation="measures", source=MATCH.k, target=o),
            Activity(id=a),
            name="chain",
            asserts=[Chain(need=MATCH.need, metric=MATCH.k)],
        ),
        Rule(Moment(id=m, stage=s), NOT(Served(moment=m)), name="moment-without-activity"),
        Rule(Objective(id=o), NOT(Measured(objective=o)), name="objective-without-metric"),
        Rule(Need(id=MATCH.n), NOT(Chain(need=MATCH.n)), name="need-without-chain"),
        Rule(
            Preferred(id=MATCH.p, stage=s, channel=c),
            NOT(Supported(stage=s, channel=c)),
            name="preferred-channel-unsupported",
        ),
        Rule(
            Supported(id=MATCH.p, stage=s, channel=c),
            NOT(Preferred(stage=s, channel=c)),
            name="supported-channel-unrequested",
        ),
        Rule(
            Stage(name=s),
            AS.n << COUNT(Objective(stage=s)),
            COMPARE(MATCH.n, ">", 6),
            name="too-many-objectives",
        ),
        Rule(
            Objective(id=o), COUNT(Link(relation="measures", target=o), at_least=3), name="too-many-metrics"
        ),
        Rule(
            Activity(id=a, owner=None),
            EXISTS(Activity(owner=~L(None))),
            name="activity-without-owner",
            distinct=["a"],
        ),
        Rule(Activity(id=a), NOT(Link(source=a)), name="activity-without-purpose"),
        Rule(
            OR(
                Metric(id=MATCH.k, direction="up", baseline=MATCH.b, target=LT(MATCH.b)),
                Metric(id=MATCH.k, direction="down", baseline=MATCH.b, target=GT(MATCH.b)),
            ),
            name="target-against-direction",
        ),
        Rule(Stage(name=s), FORALL(Moment(id=m, stage=s), Served(moment=m)), name="stage-well-served"),
        Rule(
            Link(relation="serves", source=a, target=m),
            Moment(id=m, stage=s),
            Activity(id=a, stage=~s),
            name="served-in-another-stage",
            distinct=["m"],
        ),
    ]


def canvas_facts(notes: int, seed: int = 0) -> list[Fact]:
    """A canvas with about ``notes`` facts, most links sound and some missing."""
    random = Random(seed)
    facts: list[Fact] = [Stage(name=stage) for stage in STAGES]
    each = max(1, notes // 10)
    channels = [f"channel {number}" for number in range(max(3, each // 2))]
    for number in range(each if notes else 0):
        stage = random.choice(STAGES)
        facts.append(Moment(id=f"m{number}", stage=stage))
        facts.append(Need(id=f"n{number}", stage=stage))
        facts.append(Activity(id=f"a{number}", stage=stage, owner=random.choice((None, "Ana", "Piotr"))))
        facts.append(Objective(id=f"o{number}", stage=random.choice(STAGES)))
        facts.append(
            Metric(
                id=f"k{number}",
                baseline=random.choice((None, 3, 5)),
                target=random.choice((None, 2, 4, 6)),
                direction=random.choice(("up", "down")),
            )
        )
        facts.append(Preferred(id=f"p{number}", stage=random.choice(STAGES), channel=random.choice(channels)))
        facts.append(Supported(id=f"s{number}", stage=random.choice(STAGES), channel=random.choice(channels)))
        for relation, source, target in (
            ("serves", "a", "m"),
            ("measures", "k", "o"),
            ("meets", "o", "n"),
            ("moves", "a", "o"),
        ):
            if random.random() < 0.75:
                other = number if random.random() < 0.7 else random.randrange(each)
                facts.append(Link(relation=relation, source=f"{source}{number}", target=f"{target}{other}"))
    random.shuffle(facts)
    return facts
