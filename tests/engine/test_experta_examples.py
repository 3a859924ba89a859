"""The examples of experta's README and documentation, unchanged but for the import where §4 of the design admits them.

The README's example, docs/source/thebasics.rst and reference.rst, and the notebooks of docs/examples (LGPL, by Roberto
Abdelkader Martínez Pérez and contributors), shortened. Where a body declares, ``declares=`` is the one addition.
"""

# The examples import everything by a star, as their readers do.
# ruff: noqa: F403, F405, T201
# mypy: ignore-errors

from __future__ import annotations

from enum import Enum
from itertools import chain
from uuid import UUID, uuid4

import pytest

from cxadvisor.engine import *
from cxadvisor.errors import EngineError, RuleCycleError

# --- README ---


class Light(Fact):
    """Info about the traffic light."""


class RobotCrossStreet(KnowledgeEngine):
    @Rule(Light(color="green"))
    def green_light(self):
        print("Walk")

    @Rule(Light(color="red"))
    def red_light(self):
        print("Don't walk")

    @Rule(AS.light << Light(color=L("yellow") | L("blinking-yellow")))
    def cautious(self, light):
        print("Be cautious because light is", light["color"])


@pytest.mark.parametrize(
    ("color", "said"),
    [
        ("green", "Walk\n"),
        ("red", "Don't walk\n"),
        ("yellow", "Be cautious because light is yellow\n"),
        ("blinking-yellow", "Be cautious because light is blinking-yellow\n"),
        ("blue", ""),
    ],
)
def test_the_traffic_light(color, said, capsys):
    engine = RobotCrossStreet()
    engine.reset()
    engine.declare(Light(color=color))
    engine.run()
    assert capsys.readouterr().out == said


# --- thebasics.rst ---


def test_facts_are_read_like_dicts():
    f = Fact("x", "y", "z", a=1, b=2)
    assert isinstance(f, dict)
    assert (f[0], f[1], f["b"]) == ("x", "y", 2)
    assert Fact(a=1, b=2) == Fact(b=2, a=1)
    assert Light("red") != Fact("red")


def test_fields_with_defaults_and_mandatory_ones():
    class User(Fact):
        uid = Field(UUID, default=uuid4)
        username = Field(str, mandatory=True)
        password = Field(str, mandatory=True)
        description = Field(str, default="Just another user")

    engine = KnowledgeEngine()
    engine.reset()
    user = engine.declare(User(username="a", password="b"))
    assert user["description"] == "Just another user"
    assert isinstance(user["uid"], UUID)
    with pytest.raises(EngineError, match="lacks the slot 'password'"):
        engine.declare(User(username="a"))


def test_rules_without_self_declared_slots(capsys):
    class MyFact(Fact):
        pass

    class Engine(KnowledgeEngine):
        @Rule(MyFact())
        def match_with_every_myfact(self):
            print("mine")

        @Rule(Fact("animal", family="felinae"))
        def match_with_cats(self):
            print("Meow!")

    engine = Engine()
    engine.reset()
    engine.declare(
        MyFact(), MyFact(a=1), Fact("animal", family="felinae", name="Tom"), Fact("animal", family="canidae")
    )
    engine.run()
    assert capsys.readouterr().out == "mine\nmine\nMeow!\n"


def test_logic_operators(capsys):
    class User(Fact):
        pass

    class Engine(KnowledgeEngine):
        @Rule(AND(OR(User("admin"), User("root")), NOT(Fact("drop-privileges"))))
        def the_user_has_power(self):
            print("power")

    for facts, times in (
        ([User("admin")], 1),
        ([User("admin"), User("root")], 2),
        ([User("admin"), Fact("drop-privileges")], 0),
        ([], 0),
    ):
        engine = Engine()
        engine.reset()
        engine.declare(*facts)
        engine.run()
        assert capsys.readouterr().out == "power\n" * times


def test_declared_facts_cannot_contain_constraints():
    with pytest.raises(EngineError, match="is a constraint"):
        KnowledgeEngine().declare(Fact(L("hi")))


def test_the_list_of_facts():
    engine = KnowledgeEngine()
    engine.reset()
    engine.declare(Fact(score=5))
    assert str(engine.facts) == "<f-0> InitialFact()\n<f-1> Fact(score=5)"
    assert engine.facts[1]["score"] == 5


def test_greetings_are_refused_with_the_rewrite_and_the_rewrite_runs(capsys):
    class Greetings(KnowledgeEngine):
        @DefFacts()
        def _initial_action(self):
            yield Fact(action="greet")

        @Rule(Fact(action="greet"), NOT(Fact(name=W())), declares=(Fact,))
        def ask_name(self):
            self.declare(Fact(name="Roberto"))

    with pytest.raises(
        RuleCycleError, match=r"(?s)'ask_name' declares.*@DefFacts\(\).*yield Fact\(name=\.\.\.\)"
    ):
        Greetings()

    class Rewritten(KnowledgeEngine):
        @DefFacts()
        def _initial_action(self):
            yield Fact(action="greet")

        @DefFacts()
        def ask_name(self, name):
            yield Fact(name=name)

        @DefFacts()
        def ask_location(self):
            yield Fact(location="Madrid")

        @Rule(Fact(action="greet"), Fact(name=MATCH.name), Fact(location=MATCH.location))
        def greet(self, name, location):
            print(f"Hi {name}! How is the weather in {location}?")

    engine = Rewritten()
    engine.reset(name="Roberto")
    engine.run()
    assert capsys.readouterr().out == "Hi Roberto! How is the weather in Madrid?\n"


# --- reference.rst ---


def run(*facts, rules):
    """What the rules, given as methods that return something, return."""
    found = []

    def collecting(rule):
        body = rule.body

        def collect(self, **bindings):
            found.append(tuple(bindings.values()))

        return Rule(*rule.conditions, name=body.__name__)(collect)

    engine = type("Engine", (KnowledgeEngine,), {f"r{n}": collecting(rule) for n, rule in enumerate(rules)})()
    engine.reset()
    engine.declare(*facts)
    engine.run()
    return found


def times(*facts, rule):
    return len(run(*facts, rules=[Rule(*rule, name="r")(lambda self: None)]))


class Number(Fact):
    pass


class Color(Fact):
    pass


def test_conditional_elements():
    assert times(Fact(1), Fact(2), rule=[AND(Fact(1), Fact(2))]) == 1
    assert times(Fact(1), rule=[AND(Fact(1), Fact(2))]) == 0
    assert times(Fact(1), Fact(2), rule=[OR(Fact(1), Fact(2))]) == 2
    assert times(Fact(2), rule=[NOT(Fact(1))]) == 1
    assert times(Fact(1), rule=[NOT(Fact(1))]) == 0
    assert times(Color("red"), Color("blue"), rule=[EXISTS(Color())]) == 1
    assert times(rule=[EXISTS(Color())]) == 0
    assert times(rule=[]) == 1


def test_test_compares_bound_variables():
    rule = Rule(
        Number(MATCH.a),
        Number(MATCH.b),
        TEST(lambda a, b: a > b),
        Number(MATCH.c),
        TEST(lambda b, c: b > c),
        name="r",
    )(lambda self, a, b, c: None)
    assert sorted(run(*map(Number, (1, 2, 3, 4)), rules=[rule])) == [
        (3, 2, 1),
        (4, 2, 1),
        (4, 3, 1),
        (4, 3, 2),
    ]


class Student(Fact):
    pass


class Reading(Fact):
    pass


class Writing(Fact):
    pass


class Arithmetic(Fact):
    pass


def test_forall_students():
    forall = FORALL(Student(MATCH.name), Reading(MATCH.name), Writing(MATCH.name), Arithmetic(MATCH.name))
    passed = [kind("Ana") for kind in (Student, Reading, Writing, Arithmetic)]
    assert times(*passed, rule=[forall]) == 1
    assert times(*passed, Student("Jan"), Reading("Jan"), rule=[forall]) == 0
    assert times(rule=[forall]) == 1


def test_field_constraints():
    assert times(Fact(3), Fact(4), rule=[Fact(L(3))]) == 1
    assert times(Fact(mykey=None), Fact(other=1), rule=[Fact(mykey=W())]) == 1
    assert times(Fact(1), Fact("a"), rule=[Fact(P(lambda x: isinstance(x, int)))]) == 1
    assert (
        times(Fact(x=10), Fact(x=-1), Fact(x=300), rule=[Fact(x=P(lambda x: x >= 0) & P(lambda x: x <= 255))])
        == 1
    )
    assert times(Fact(name="Alice"), Fact(name="Eve"), rule=[Fact(name=L("Alice") | L("Bob"))]) == 1
    assert times(Fact(name="Alice"), Fact(name="Charlie"), Fact(x=1), rule=[Fact(name=~L("Charlie"))]) == 1


def test_binding_in_every_spelling():
    facts = [Fact(7)]
    for rule in (
        Rule(Fact("value" << W()), name="r")(lambda self, value: None),
        Rule(Fact(MATCH.value), name="r")(lambda self, value: None),
    ):
        assert run(*facts, rules=[rule]) == [(7,)]
    for rule in (
        Rule("f1" << Fact(W()), name="r")(lambda self, f1: None),
        Rule(AS.f1 << Fact(W()), name="r")(lambda self, f1: None),
    ):
        assert run(*facts, rules=[rule]) == [(Fact(7),)]


def test_nested_matching(capsys):
    class Ship(Fact):
        pass

    class Engine(KnowledgeEngine):
        @Rule(Fact(name=MATCH.name, against__scissors=1, against__paper=-1))
        def what_wins_to_scissors_and_losses_to_paper(self, name):
            print(name)

        @Rule(
            Ship(
                data__name=MATCH.name1,
                data__position__x=MATCH.x,
                data__position__y=MATCH.y,
                data__parent__name=MATCH.name2,
                data__parent__position__x=MATCH.x,
                data__parent__position__y=MATCH.y,
            )
        )
        def collision_detected(self, name1, name2, **_):
            print("COLLISION!", name1, name2)

        @Rule(Ship(data__enemies__0__name="Destroyer"))
        def next_enemy_is_destroyer(self):
            print("Bye byee!")

    engine = Engine()
    engine.reset()
    engine.declare(Fact(name="scissors", against={"scissors": 0, "rock": -1, "paper": 1}))
    engine.declare(Fact(name="paper", against={"scissors": -1, "rock": 1, "paper": 0}))
    engine.declare(Fact(name="rock", against={"scissors": 1, "rock": 0, "paper": -1}))
    here = {"x": 150, "y": 300}
    engine.declare(
        Ship(data={"name": "Small", "position": here, "parent": {"name": "Big", "position": dict(here)}})
    )
    engine.declare(
        Ship(data={"name": "Far", "position": {"x": 1, "y": 1}, "parent": {"name": "Big", "position": here}})
    )
    engine.declare(Ship(data={"name": "SmallShip", "enemies": [{"name": "Destroyer"}, {"name": "BigShip"}]}))
    engine.run()
    assert capsys.readouterr().out == "rock\nCOLLISION! Small Big\nBye byee!\n"


def test_mutable_objects_are_frozen_and_unfrozen():
    from cxadvisor.engine.utils import freeze, frozendict, frozenlist, unfreeze

    seen = []

    class MutableTest(KnowledgeEngine):
        @Rule(Fact(v1=MATCH.v1, v2=MATCH.v2, v3=MATCH.v3))
        def is_immutable(self, v1, v2, v3):
            seen.extend([v1, v2, v3])

    class MyType:
        __hash__ = None

    @freeze.register(MyType)
    def freeze_mytype(obj):
        return "frozen"

    engine = MutableTest()
    engine.reset()
    engine.declare(Fact(v1={"a": 1, "b": 2}, v2=[1, 2, 3], v3={1, 2, 3}))
    engine.run()
    assert list(map(type, seen)) == [frozendict, frozenlist, frozenset]
    assert list(map(unfreeze, seen)) == [{"a": 1, "b": 2}, [1, 2, 3], {1, 2, 3}]
    assert engine.declare(Fact(MyType()))[0] == "frozen"


# --- the notebooks ---


def test_exists_saves_the_day_once(capsys):
    class Goal(Fact):
        pass

    class Hero(Fact):
        name = Field(str)
        status = Field(str)

    class KE(KnowledgeEngine):
        @DefFacts()
        def goal_and_heroes(self):
            yield Goal("save-the-day")
            yield Hero(name="Death Defying Man", status="unoccupied")
            yield Hero(name="Stupendous Man", status="unoccupied")
            yield Hero(name="Incredible Man", status="unoccupied")

        @Rule(Goal("save-the-day"), EXISTS(Hero(status="unoccupied")))
        def save_the_day(self):
            print("The day is saved")

    ke = KE()
    ke.reset()
    ke.run()
    assert capsys.readouterr().out == "The day is saved\n"


def test_fibonacci_with_its_declaration(capsys):
    class FibonacciDigit(Fact):
        position = Field(int, mandatory=True)
        value = Field(int, mandatory=True)

    class FibonacciCalculator(KnowledgeEngine):
        @DefFacts()
        def set_target_position(self, target):
            yield Fact(target_position=target)

        @DefFacts()
        def init_sequence(self):
            yield FibonacciDigit(position=1, value=1)
            yield FibonacciDigit(position=2, value=1)

        @Rule(
            FibonacciDigit(position=MATCH.p1, value=MATCH.v1),
            FibonacciDigit(position=MATCH.p2, value=MATCH.v2),
            TEST(lambda p1, p2: p2 == p1 + 1),
            Fact(target_position=MATCH.t),
            TEST(lambda p2, t: p2 < t),
            declares=(FibonacciDigit,),
        )
        def compute_next(self, p2, v1, v2):
            self.declare(FibonacciDigit(position=p2 + 1, value=v1 + v2))

        @Rule(Fact(target_position=MATCH.t), FibonacciDigit(position=MATCH.t, value=MATCH.v))
        def print_last(self, t, v):
            print(f"Fibonnaci digit in position {t} is {v}")

    f = FibonacciCalculator()
    f.reset(target=42)
    f.run()
    assert capsys.readouterr().out == "Fibonnaci digit in position 42 is 267914296\n"


def test_coupons_of_the_talk_with_several_inheritance():
    class Producto(Fact):
        pass

    class Cupon(Fact):
        pass

    class Promo(Fact):
        pass

    class OfertasNxM(KnowledgeEngine):
        @DefFacts()
        def carga_promociones_nxm(self):
            yield Promo(tipo="2x1", producto="Dodot")
            yield Promo(tipo="3x2", producto="Pilas AAA")

        @Rule(
            Promo(tipo=MATCH.t & P(lambda t: t in ("2x1", "3x2")), producto=MATCH.p),
            Producto(nombre=MATCH.p),
            declares=(Cupon,),
        )
        def oferta_nxm(self, t, p):
            self.declare(Cupon(tipo=t, producto=p))

    class OfertasPACK(KnowledgeEngine):
        @DefFacts()
        def carga_promociones_pack(self):
            yield Promo(tipo="PACK", producto1="Fregona ACME", producto2="Mopa ACME", descuento="25%")
            yield Promo(tipo="PACK", producto1="Pasta Gallo", producto2="Tomate Frito", descuento="10%")

        @Rule(
            Promo(tipo="PACK", producto1=MATCH.p1, producto2=MATCH.p2, descuento=MATCH.d),
            OR(
                AND(NOT(Producto(nombre=MATCH.p1)), Producto(nombre=MATCH.p2)),
                AND(Producto(nombre=MATCH.p1), NOT(Producto(nombre=MATCH.p2))),
            ),
            declares=(Cupon,),
        )
        def pack(self, p1, p2, d):
            self.declare(Cupon(tipo="PACK", producto1=p1, producto2=p2, descuento=d))

    class GeneradorCupones(OfertasNxM, OfertasPACK):
        def generar_cupones(self, *nombre_productos):
            self.reset()
            for nombre in nombre_productos:
                self.declare(Producto(nombre=nombre))
            self.run()
            for fact in self.facts.values():
                if isinstance(fact, Cupon):
                    yield fact

    ke = GeneradorCupones()
    cupones = {
        (cupon["tipo"], cupon.get("producto1")) for cupon in ke.generar_cupones("Pilas AAA", "Tomate Frito")
    }
    assert cupones == {("3x2", None), ("PACK", "Pasta Gallo")}
    assert not list(ke.generar_cupones("Fregona ACME", "Mopa ACME"))


def test_zebra():
    class Nationality(Enum):
        englishman = 0
        spaniard = 1
        ukrainian = 2
        norwegian = 3
        japanese = 4

    class Color(Enum):
        red = 0
        green = 1
        ivory = 2
        yellow = 3
        blue = 4

    class Pet(Enum):
        dog = 0
        snails = 1
        fox = 2
        horse = 3
        zebra = 4

    class Drink(Enum):
        water = 0
        coffee = 1
        milk = 2
        orange_juice = 3
        tea = 4

    class Smokes(Enum):
        old_golds = 0
        kools = 1
        chesterfields = 2
        lucky_strikes = 3
        parliaments = 4

    class Value(Fact):
        pass

    class Zebra(KnowledgeEngine):
        @DefFacts()
        def startup(self):
            for x in chain(Nationality, Color, Pet, Drink, Smokes):
                yield Value(x)

        @Rule(Value(MATCH.v), declares=(Fact,))
        def generate_combinations(self, v):
            self.declare(*[Fact(v, x) for x in range(1, 6)])

        @Rule(
            Fact(Nationality.englishman, MATCH.n1),
            Fact(Color.red, MATCH.c1 & MATCH.n1),
            Fact(Nationality.spaniard, MATCH.n2 & ~MATCH.n1),
            Fact(Pet.dog, MATCH.p1 & MATCH.n2),
            Fact(Color.ivory, MATCH.c2 & ~MATCH.c1),
            Fact(Color.green, MATCH.c3 & ~MATCH.c2 & ~MATCH.c1),
            TEST(lambda c3, c2: c3 == (c2 + 1)),
            Fact(Drink.coffee, MATCH.d1 & MATCH.c3),
            Fact(Drink.milk, MATCH.d2 & ~MATCH.d1 & L(3)),
            Fact(Smokes.old_golds, MATCH.s1),
            Fact(Pet.snails, MATCH.p2 & ~MATCH.p1 & MATCH.s1),
            Fact(Nationality.ukrainian, MATCH.n3 & ~MATCH.n2 & ~MATCH.n1),
            Fact(Drink.tea, MATCH.d3 & ~MATCH.d2 & ~MATCH.d1 & MATCH.n3),
            Fact(Nationality.norwegian, MATCH.n4 & ~MATCH.n3 & ~MATCH.n2 & ~MATCH.n1 & L(1)),
            Fact(Smokes.chesterfields, MATCH.s2 & ~MATCH.s1),
            Fact(Pet.fox, MATCH.p3 & ~MATCH.p2 & ~MATCH.p1),
            TEST(lambda s2, p3: (s2 == p3 - 1) or (s2 == p3 + 1)),
            Fact(Smokes.lucky_strikes, MATCH.s3 & ~MATCH.s2 & ~MATCH.s1),
            Fact(Drink.orange_juice, MATCH.d4 & ~MATCH.d3 & ~MATCH.d2 & ~MATCH.d1 & MATCH.s3),
            Fact(Nationality.japanese, MATCH.n5 & ~MATCH.n4 & ~MATCH.n3 & ~MATCH.n2 & ~MATCH.n1),
            Fact(Smokes.parliaments, MATCH.s4 & ~MATCH.s3 & ~MATCH.s2 & ~MATCH.s1 & MATCH.n5),
            Fact(Pet.horse, MATCH.p4 & ~MATCH.p3 & ~MATCH.p2 & ~MATCH.p1),
            Fact(Smokes.kools, MATCH.s5 & ~MATCH.s4 & ~MATCH.s3 & ~MATCH.s2 & ~MATCH.s1),
            TEST(lambda p4, s5: (p4 == s5 - 1) or (p4 == s5 + 1)),
            Fact(Color.yellow, MATCH.c4 & ~MATCH.c3 & ~MATCH.c2 & ~MATCH.c1 & MATCH.s5),
            Fact(Color.blue, MATCH.c5 & ~MATCH.c4 & ~MATCH.c3 & ~MATCH.c2 & ~MATCH.c1),
            TEST(lambda c5, n4: (c5 == n4 - 1) or (c5 == n4 + 1)),
            Fact(Drink.water, MATCH.d5 & ~MATCH.d4 & ~MATCH.d3 & ~MATCH.d2 & ~MATCH.d1),
            Fact(Pet.zebra, MATCH.p5 & ~MATCH.p4 & ~MATCH.p3 & ~MATCH.p2 & ~MATCH.p1),
        )
        def find_solution(self, **match):
            self.solution = match

    engine = Zebra()
    engine.reset()
    engine.run()
    houses = {engine.solution[name]: number for number, name in enumerate(("n1", "n2", "n3", "n4", "n5"))}
    assert Nationality(houses[engine.solution["d5"]]) is Nationality.norwegian
    assert Nationality(houses[engine.solution["p5"]]) is Nationality.japanese
