"""What all parts of a review have in common."""

from pydantic import BaseModel, ConfigDict


class ReviewPart(BaseModel):
    """A frozen part of a review; fields may be given by name or by their key in the JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
