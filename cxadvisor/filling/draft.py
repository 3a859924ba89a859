"""A canvas file together with what is new about it and not written yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from cxadvisor.filling.adding import add
from cxadvisor.filling.steps import FILL_STEPS, Step
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import CanvasFile
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat

LEFT_OUT: Final = "/not_captured"


class Added(NamedTuple):
    """What is new: the texts of notes by step, in their order, and the steps left out on purpose."""

    notes: dict[Step, list[str]]
    left_out: list[Step]

    def copy(self) -> Added:
        """Return the same, to be changed apart."""
        return Added({step: [*texts] for step, texts in self.notes.items()}, [*self.left_out])


class Draft:
    """The canvas in ``data``, to which notes can be added; what is added can be taken back.

    Raises ``InputError`` where ``data`` cannot be read.
    """

    def __init__(self, data: bytes, format: TextFormat, name: str) -> None:
        self.format: TextFormat = format
        self.name = name
        self.data = data
        self.file: CanvasFile = load_bytes(data, name, format).canvases[0]
        self._added = Added({}, [])
        self._saved = self._added.copy()

    def notes(self, step: Step) -> tuple[str, ...]:
        """Return the texts of the notes of ``step``: those of the file, then those that were added."""
        return (*(note.text for note in self.file.canvas.notes_of(*step)), *self._added.notes.get(step, ()))

    def of_file(self, step: Step) -> int:
        """Return how many notes of ``step`` stood in the file before; they come first."""
        return len(self.file.canvas.notes_of(*step))

    def line_of(self, step: Step, index: int) -> int | None:
        """Return the line on which a note that stood in the file before now begins, from 1."""
        now = load_bytes(self.written(), self.name, self.format).canvases[0]
        return now.position_of(f"{step.place}/{index}").line

    def is_left_out(self, step: Step) -> bool:
        """Whether ``step`` is left out on purpose."""
        return step in self._added.left_out or not self.file.canvas.is_captured(*step)

    def add(self, step: Step, text: str) -> None:
        """Add a note; what was left out in this draft no longer is."""
        self._added.notes.setdefault(step, []).append(text)
        if step in self._added.left_out:
            self._added.left_out.remove(step)

    def remove(self, step: Step, index: int) -> str:
        """Take back the added note at ``index`` among all notes of ``step``, and return its text."""
        return self._added.notes[step].pop(index - self.of_file(step))

    def leave_out(self, step: Step) -> None:
        """Leave ``step`` out on purpose."""
        if not self.is_left_out(step):
            self._added.left_out.append(step)

    @property
    def canvas(self) -> Canvas:
        """The canvas with everything that was added."""
        content = self.file.canvas.model_dump(by_alias=True)
        for place, texts in self._lists():
            inner = content
            *path, last = place.split("/")[1:]
            for key in path:
                inner = inner[key]
            inner[last] = (*inner[last], *texts)
        return Canvas.model_validate(content)

    def _lists(self) -> Iterable[tuple[str, list[str]]]:
        for step in FILL_STEPS:
            if texts := self._added.notes.get(step):
                yield step.place, texts
        if self._added.left_out:
            yield LEFT_OUT, [step.name for step in sorted(self._added.left_out, key=FILL_STEPS.index)]

    def written(self) -> bytes:
        """Return the content of the file with everything that was added.

        Raises ``InputError`` where that cannot be done without changing something else in it.
        """
        return add(self.data, self.format, self.name, dict(self._lists()), self.canvas)

    def saved(self) -> None:
        """Take note that what ``written`` returned is in the file."""
        self._saved = self._added.copy()

    def unsaved(self) -> dict[Step, list[str]]:
        """Return the notes that were added since the file was saved."""
        return {
            step: new
            for step, texts in self._added.notes.items()
            if (new := [text for text in texts if text not in self._saved.notes.get(step, ())])
        }

    @property
    def is_saved(self) -> bool:
        """Whether there is nothing that ``saved`` was not told of."""
        return self._added == self._saved

    def moved_to(self, data: bytes) -> Draft:
        """Return a draft of other content of the same file, with what was not saved yet added to it.

        Raises ``InputError`` where that content cannot be read.
        """
        draft = Draft(data, self.format, self.name)
        for step, texts in self.unsaved().items():
            for text in texts:
                if text not in draft.notes(step):
                    draft.add(step, text)
        for step in self._added.left_out:
            if step not in self._saved.left_out and not draft.notes(step):
                draft.leave_out(step)
        return draft
