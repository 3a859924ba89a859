"""Reads Mermaid diagrams: user journeys, and flow charts as user flows."""
