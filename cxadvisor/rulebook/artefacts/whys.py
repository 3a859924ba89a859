"""Facts of 5-Whys sheets: how far they go, where they end, and what they say twice."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class WhysSheet(Fact):
    """A 5-Whys sheet: how many ``answers`` it has, how many root ``causes``, and whether one why is answered by more
    than one that follows (``branches``).
    """

    id = Field(Name, mandatory=True)
    answers = Field(int, mandatory=True)
    causes = Field(int, mandatory=True)
    branches = Field(bool, mandatory=True)


class WhyAnswer(Fact):
    """An answer of a 5-Whys sheet: the why it answers (``of``), and whether anything is named that supports it."""

    id = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)
    evidence = Field(bool, mandatory=True)


class SheetEnd(Fact):
    """Where a 5-Whys sheet ends: a root cause, or, without any, an answer that nothing follows. ``first``: it is the
    answer to the first why, and something is to be done about it, or a cause that says what that answer says.
    """

    id = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)
    first = Field(bool, mandatory=True)


class SaysAgain(Fact):
    """An answer or a root cause (``item``) that says, perhaps in other words, what stands ``earlier`` on its way: the
    problem, a question, or an answer that was asked about further.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    earlier = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)


class NamesSomeone(Fact):
    """A text (``item``) with the name of a person in it."""

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)


class TakenOn(Fact):
    """A countermeasure that says who does it, by when, or how it is checked; ``any_cause``: it may answer any cause."""

    id = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)
    any_cause = Field(bool, mandatory=True)


class ShallowEnd(Fact):
    """An end of a sheet that is a symptom still: everybody would ask why once more."""

    end = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)


class Blaming(Fact):
    """A text of a sheet that puts the cause down to a person."""

    item = Field(Name, mandatory=True)
    sheet = Field(Name, mandatory=True)


class Answered(Fact):
    """An end of a sheet that a countermeasure takes on, or may."""

    end = Field(Name, mandatory=True)


class LookedInto(Fact):
    """A note that a 5-Whys sheet looks into, or may."""

    note = Field(Name, mandatory=True)
