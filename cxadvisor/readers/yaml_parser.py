"""PyYAML's parser in pure Python, brought closer to YAML 1.2 where a canvas would notice, and quicker.

PyYAML follows YAML 1.1: it breaks a plain text at ``?`` in ``[Why us?]``, at a tab inside a line, and takes U+2028 and
its like for line breaks. Notes pasted from spreadsheets and design tools hold all of these.
"""

from __future__ import annotations

import re
from typing import Any, Final

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken

from cxadvisor.readers.yaml_scalars import plain_in_block, plain_in_flow

_LINE_SEPARATORS: Final = "\u2028\u2029\x85"
_BLANK: Final = "\0 \t\r\n"

_to_line_end = re.compile(r"[ \t]++(?=[\0\r\n#])").match


class YamlParser(Reader, Scanner, Parser):
    """Yields the events of a YAML text; no composer, no constructor, no resolver.

    Raises:
        yaml.YAMLError: from the constructor and ``get_event``, where the text is not YAML.
    """

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def forward(self, length: int = 1) -> None:
        """Step over ``length`` characters at once; PyYAML goes one by one."""
        start = self.pointer
        end = start + length
        self.pointer = self.index = end
        passed = self.buffer[start:end]
        if "\n" not in passed and "\r" not in passed:
            self.column += length
            return
        if passed[-1] == "\r" and self.buffer[end] == "\n":
            passed = passed[:-1]
        self.line += passed.count("\n") + passed.count("\r") - passed.count("\r\n")
        self.column = end - start - 1 - max(passed.rfind("\n"), passed.rfind("\r"))

    def check_key(self) -> bool:
        """Whether “?” begins a key here, rather than a text such as “?!”."""
        return self.peek(1) in _BLANK and (bool(self.flow_level) or self._question_may_stand())

    def _question_may_stand(self) -> bool:
        return bool(Scanner.check_key(self))

    def check_plain(self) -> bool:
        """Whether a plain text begins here."""
        if self.peek() == "?":
            return self.peek(1) not in _BLANK
        return bool(Scanner.check_plain(self))

    def scan_plain(self) -> ScalarToken:
        """Return a plain text, a line at a time."""
        run = plain_in_flow if self.flow_level else plain_in_block
        start = end = self.get_mark()
        indent = self.indent + 1
        parts: list[str] = []
        between: list[str] = []
        while self.peek() != "#" or not between:
            match = run(self.buffer, self.pointer)
            if match is None:
                break
            self.allow_simple_key = False
            parts += between
            parts.append(match[0])
            self.forward(len(match[0]))
            end = self.get_mark()
            trailing = _to_line_end(self.buffer, self.pointer)
            if trailing:
                self.forward(len(trailing[0]))
            if self.peek() not in "\r\n":
                break
            between = self.scan_plain_spaces(indent, start) or []
            if not between or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(parts), True, start, end)


def hide_line_separators(text: str) -> tuple[str, dict[int, str]]:
    """Return ``text`` with other characters for those PyYAML would take for line breaks, and the table back."""
    present = [char for char in _LINE_SEPARATORS if char in text]
    if not present:
        return text, {}
    free = (char for char in map(chr, range(0xF8F0, 0xE000, -1)) if char not in text)
    forth: dict[Any, Any] = {ord(char): next(free) for char in present}
    return text.translate(forth), {ord(there): chr(here) for here, there in forth.items()}
