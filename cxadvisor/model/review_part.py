"""What all parts of a review have in common."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict


class ReviewPart(BaseModel):
    """A frozen part of a review; fields may be given by name or by their key in the JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def without_what_follows(*keys: str) -> Callable[[Any], Any]:
    """Return a validator that leaves out ``keys``, which follow from the others, where a part is read from JSON."""

    def left_out(data: Any) -> Any:
        if isinstance(data, dict) and not data.keys().isdisjoint(keys):
            return {key: value for key, value in data.items() if key not in keys}
        return data

    return left_out
