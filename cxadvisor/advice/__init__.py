"""Advice: what to do first, and what each action would clear.

A card says what the smallest change is that its advice means (``fixes``). The change is made on a copy of the strategy
in memory (``copies``), the rules run again (``what_if``), and of all changes the fewest that clear the most make the
plan (``plan``). The files of the user are never touched.
"""
