"""Reads open formats for journeys: OpenJourney (``.ojf``), and the service graph of the Digital Service Design
Standards 2.0 (missions, experiences, actors).
"""
