"""Facts about several canvases of one company: which note stands on which, and what two of them say of the same."""

from cxadvisor.engine import Fact, Field

Name = str


class OnCanvas(Fact):
    """The canvas that a note stands on, by its name among the others."""

    note = Field(Name, mandatory=True)
    canvas = Field(Name, mandatory=True)


class SpeakAlike(Fact):
    """Two notes on two canvases that surely speak of the same, be it in two languages: both measure it, or both promise
    or do it. ``one_note`` stands on the canvas whose name comes first.
    """

    id = Field(Name, mandatory=True)
    one_note = Field(Name, mandatory=True)
    other_note = Field(Name, mandatory=True)


class Figure(Fact):
    """The only length of time (``kind`` "time", in minutes), or sum of money (``kind`` its currency), that a note
    names.
    """

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    kind = Field(Name, mandatory=True)
    value = Field(float, mandatory=True)


class MeasuredIn(Fact):
    """What the figures of a metric are: ``share`` of a whole (in per cent), or not."""

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    share = Field(bool, mandatory=True)
