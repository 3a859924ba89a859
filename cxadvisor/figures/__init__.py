"""Figures: what a measure can be, and numbers that are told twice, on the page and in artefacts."""
