"""Turns the artefacts of a strategy into facts, and finds what belongs together in artefacts and canvas."""
