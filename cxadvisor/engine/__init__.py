"""A forward-chaining rule engine in the manner of pyknow and experta: pure Python, stratified, with support.

Two ways to write the same ``Rule`` objects. Decorated methods of a ``KnowledgeEngine``::

    class Advice(KnowledgeEngine):
        @Rule(Note(id=MATCH.id), NOT(Link(to=MATCH.id)))
        def unlinked(self, id): ...

    engine = Advice(); engine.reset(); engine.declare(Note(id="a")); engine.run(); engine.result.matches

and the programmatic layer that rule cards compile to::

    program = compile_rules([
        Rule(Link(**{"from": MATCH.a, "to": MATCH.m}), Activity(id=MATCH.a),
             name="served", asserts=[Served(moment=MATCH.m)]),
        Rule(AS.moment << Moment(id=MATCH.m, stage=MATCH.s), NOT(Served(moment=MATCH.m)),
             name="moment-without-activity", distinct=["moment"]),
    ], facts=[Link, Activity, Moment])              # once; raises EngineError and subclasses, naming the rule
    result = program.run(facts, budget=1_000_000)   # often, from any thread

**Facts.** ``class Moment(Fact): id = Field(str, mandatory=True); text = Field(str | None, default=None)``. Fields close
the class: unknown slots are errors. Slots that are no Python names: ``Field(str, slot="from")``, or
``type("Link", (Fact,), {"from": Field(str)})``; write ``Link(**{"from": "a"})``. ``Fact.from_slots(mapping)`` makes one
from a dict. Facts are immutable dicts; values are hashable or become frozen. ``repr(fact)`` is its canonical text.
Give every field a default or make it mandatory: facts that always have all slots are checked and indexed fastest.

**Patterns.** A slot takes a literal, ``MATCH.x`` (variable), ``L W P``, ``GT GE LT LE`` (of a literal or ``MATCH.n``),
joined by ``& | ~``; ``~MATCH.x`` differs from a variable. ``AS.name << Moment(...)`` binds the fact. Where a name is
only known at run time: ``W(name)`` is the variable, ``name << pattern`` binds the fact. Variables are the same wherever
they are bound outside a group, in any order of writing; those that occur only inside a group are local to it.

**Conditions.** ``AND OR NOT EXISTS FORALL``; ``COUNT(pattern, at_least=, at_most=)``, ``AS.n << COUNT(pattern)`` binds
the number (0 included); ``COMPARE(MATCH.n, ">", 6)`` with ``> >= < <= == !=``; ``TEST(function)``. Orderings with
``None`` are false; values that cannot be compared are an ``EngineError`` that names the rule.

**Rule**(*conditions, name, asserts=[templates of literals and variables], distinct=[variables], record=bool,
declares=[classes or patterns, for bodies]). Without ``distinct`` each combination of matched facts is a match;
with it, matches agreeing on these variables are one. ``record`` defaults to "does not assert".

**Program**: ``run``, ``without(*rule_names)`` (for instance ``error.rule`` after a crash), ``rules``, ``strata``.

**Result**: ``matches`` (ordered by rule name, then by bindings), ``derived``, ``facts`` (ordered by text), ``by_class``
(not ordered), ``derivation(fact)``.
``Match``: ``rule``, ``name``, ``match[variable]``, ``bindings`` (name -> value or fact), ``facts`` (matched by the
patterns, as written), ``support`` (those plus what ``EXISTS`` and ``COUNT`` found), ``base_support()`` (input facts
only, by text), ``absences``. ``Derived``: ``fact``, ``rule``, ``support``, ``base_support()``, ``absences``, ``match``.
``Absence``: ``kind`` (not, count, forall), ``patterns`` with bound values filled in, ``pattern``, ``sought``
(slot -> value), ``found`` (counted facts), ``instead`` (near misses).

Of several derivations the canonical one rests on the fewest input facts, ties broken by text.

Errors: ``cxadvisor.errors.EngineError`` (``.rule``) with ``RuleCycleError``, ``UnknownSlotError``,
``BudgetExceededError``.
"""

from __future__ import annotations

from cxadvisor.engine.absence import Absence
from cxadvisor.engine.conditions import AND, COMPARE, COUNT, EXISTS, FORALL, NOT, OR, TEST
from cxadvisor.engine.constraints import AS, GE, GT, LE, LT, MATCH, L, P, W
from cxadvisor.engine.fact import Fact, InitialFact
from cxadvisor.engine.fields import Field
from cxadvisor.engine.knowledge import DefFacts, FactList, KnowledgeEngine
from cxadvisor.engine.program import DEFAULT_BUDGET, Program, compile_rules
from cxadvisor.engine.result import Derived, Match, Result
from cxadvisor.engine.rule import Rule

__all__ = [
    "AND",
    "AS",
    "COMPARE",
    "COUNT",
    "DEFAULT_BUDGET",
    "EXISTS",
    "FORALL",
    "GE",
    "GT",
    "LE",
    "LT",
    "MATCH",
    "NOT",
    "OR",
    "TEST",
    "Absence",
    "DefFacts",
    "Derived",
    "Fact",
    "FactList",
    "Field",
    "InitialFact",
    "KnowledgeEngine",
    "L",
    "Match",
    "P",
    "Program",
    "Result",
    "Rule",
    "W",
    "compile_rules",
]
