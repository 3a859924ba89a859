"""Facts about figures: what measures are to reach and can reach at all, and numbers that are told twice."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str
Maybe = str | None
Number = int | float | None


class Measure(Fact):
    """A figure that is followed: a metric of the canvas, or of a HEART table, or a KPI. ``baseline`` and ``target`` as
    numbers (their words in ``baseline_text``, ``target_text``), ``due`` as an ISO date, ``measure`` the known measure
    it is (such as ``nps``), ``lowest`` to ``highest`` what the figure can be, ``scale_low`` to ``scale_high`` what
    respondents can answer.
    """

    id = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    real = Field(bool, mandatory=True)
    baseline = Field(Number, mandatory=True)
    target = Field(Number, mandatory=True)
    baseline_text = Field(Name, mandatory=True)
    target_text = Field(Name, mandatory=True)
    direction = Field(Maybe, mandatory=True)
    due = Field(Maybe, mandatory=True)
    measure = Field(Maybe, mandatory=True)
    lowest = Field(Number, mandatory=True)
    highest = Field(Number, mandatory=True)
    scale_low = Field(Number, mandatory=True)
    scale_high = Field(Number, mandatory=True)
    true_north = Field(bool, mandatory=True)


class NumberPair(Fact):
    """A number that is told twice: ``first`` where it stands ``here``, ``second`` where it stands ``there`` (both may
    be one place); ``run`` is the same for all places that it is compared with. ``basis`` is what makes the two one
    number; ``gap`` by how much they differ beyond rounding. ``sure``: the two are one number beyond doubt.
    """

    id = Field(Name, mandatory=True)
    here = Field(Name, mandatory=True)
    there = Field(Name, mandatory=True)
    run = Field(Name, mandatory=True)
    first = Field(Name, mandatory=True)
    second = Field(Name, mandatory=True)
    basis = Field(Name, mandatory=True)
    gap = Field(float, mandatory=True)
    sure = Field(bool, mandatory=True)
