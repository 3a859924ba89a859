"""Reads Markdown: canvases, journeys and personas as headings, lists and tables, and the diagrams between them."""
