"""What became of a strategy from review to review: two of them compared, a baseline to watch what is new, a history.

Every comparison rests on one matching of notes, so that a finding whose note was moved or worded anew is still the
same finding, and on one rule of honesty: what nobody looked for is not gone.
"""

from cxadvisor.progress.comparing import compare
from cxadvisor.progress.sides import Side

__all__ = ["Side", "compare"]
