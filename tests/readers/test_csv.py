"""CSV as whiteboards and spreadsheets write it: columns by synonyms, several layouts, nothing dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxadvisor.errors import InputError
from cxadvisor.readers import load, load_bytes
from cxadvisor.readers.delimited import delimiter_of, rows_of
from cxadvisor.readers.tree import Source
from tests.readers.imports import document_of, left_of, place_of, tree_of

BOARD = """\
Text,Frame,Color,X,Y
"A price
without surprises",Needs – pre-sale,yellow,1,2
Delivery on the day,Needs (after the sale),yellow,1,2
=SUM(A1),9 Metrics (pre),blue,3,4
Call Ana back,Parking lot,blue,3,4
Advice,Needs,blue,3,4
"""


def test_a_board_with_frames_becomes_a_canvas() -> None:
    assert tree_of(BOARD, "csv") == {
        "cxcanvas": "1",
        "needs": {"pre_sale": ["A price\nwithout surprises"], "post_sale": ["Delivery on the day"]},
        "metrics": {"pre_sale": ["=SUM(A1)"]},
    }
    assert place_of(BOARD, "csv", "/needs/post_sale/0") == (4, 1)


def test_what_has_no_place_is_reported_with_its_position() -> None:
    assert left_of(BOARD, "csv") == [
        "Line 6, column 1: “Call Ana back” stands under “Parking lot”, which is no block of the canvas.",
        "Line 7, column 1: “Advice” stands under “Needs”, which does not say whether it is before or after the sale.",
        "Line 1, column 12: “Color” has no place in a note; it was not read. Neither were “X”, “Y”.",
    ]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Note;Bloc;Etapă", "Preț clar;Nevoi;pre-vânzare"),
        ("Treść\tRamka\tEtap", "Preț clar\tPotrzeby\tprzed sprzedażą"),
        ("Стикер|Раздел|Когда", "Preț clar|Потребности|до продажи"),
        ("Contenuto,Riquadro,Fase", "Preț clar,Bisogni,prima della vendita"),
        ("section,content", "Needs pre,Preț clar"),
        ("id,Title,Group", "7,Preț clar,Needs / before"),
        ("Sticky note,Tags", "Preț clar,Needs pre-sale"),
    ],
)
def test_columns_are_known_in_five_languages(head: str, row: str) -> None:
    tree = tree_of(f"{head}\n{row}\n", "csv")
    (note,) = tree["needs"]["pre_sale"]
    assert (note["text"] if isinstance(note, dict) else note) == "Preț clar"


def test_what_is_known_of_a_note_goes_with_it() -> None:
    text = """\
        id,block,stage,text,for,tags,importance,share,baseline,target,unit,due,direction,source,owner,x-votes
        o1,objectives,post_sale,Keep our word,,,high,,,,,,,,Ana,
        m1,metrics,post_sale,On time,"o1, o2",a; b,,,86,"92,5",%,2026-12-31,↑,internal,,3
        ,segments,,Families,,,2,25 %,,,,,,,,
    """
    assert tree_of(text, "csv") == {
        "cxcanvas": "1",
        "segments": [{"text": "Families", "importance": 2, "share": 0.25}],
        "objectives": {"post_sale": [{"text": "Keep our word", "id": "o1", "importance": 3, "owner": "Ana"}]},
        "metrics": {
            "post_sale": [
                {
                    "text": "On time",
                    "id": "m1",
                    "for": ["o1", "o2"],
                    "tags": ["a", "b"],
                    "baseline": 86,
                    "target": 92.5,
                    "unit": "%",
                    "due": "2026-12-31",
                    "direction": "up",
                    "source": "internal",
                    "x-votes": 3,
                }
            ]
        },
    }


def test_a_cell_that_does_not_fit_is_reported_and_the_note_kept() -> None:
    text = "block,text,importance,share,id\nculture,We listen,very,,\nculture,We ask,,0.5,a b\n"
    assert tree_of(text, "csv")["culture"] == ["We listen", "We ask"]
    assert [line.split(": ", 1)[0] for line in left_of(text, "csv")] == [
        "Line 2, column 19",
        "Line 3, column 17",
        "Line 3, column 21",
    ]


def test_frames_may_be_named_by_their_ids() -> None:
    text = """\
        Id,Name,Contained By,Text Area 1
        1,Frame,,Needs pre-sale
        2,Sticky,1,A clear price
        3,Frame,,Moments – post-sale
        4,Sticky,3,Unboxing
    """
    tree = tree_of(text, "csv")
    assert tree["needs"]["pre_sale"][0]["text"] == "A clear price"
    assert tree["moments"]["post_sale"][0]["text"] == "Unboxing"
    assert left_of(text, "csv") == ["Line 1, column 4: “Name” has no place in a note; it was not read."]


LAYOUTS = {
    "a column a block": 'Segments,Needs pre-sale,Needs post-sale\nFamilies,Clear price,In time\n,"- a\n- b",\n',
    "a column a block, stages below": "Segments,Needs,\n,pre,post\nFamilies,Clear price,In time\n,a,\n,b,\n",
    "a row a block": "Block,Pre-sale,Post-sale\nSegments,Families,\nNeeds,Clear price; a; b,In time\n",
    "a row a block and stage": "Segments,Families\nNeeds pre,Clear price; a; b\nNeeds post,In time\n",
    "blocks below each other": "Segments\nFamilies\nNeeds pre\nClear price\na\nb\nNeeds post\nIn time\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_a_page(layout: str) -> None:
    assert tree_of(LAYOUTS[layout], "csv") == {
        "cxcanvas": "1",
        "segments": ["Families"],
        "needs": {"pre_sale": ["Clear price", "a", "b"], "post_sale": ["In time"]},
    }
    assert not left_of(LAYOUTS[layout], "csv")


def test_columns_of_no_block_are_reported_note_by_note() -> None:
    text = "Segments,Needs pre-sale,Ideas\nFamilies,Clear price,foo\n"
    assert left_of(text, "csv") == [
        "Line 2, column 22: “foo” stands under “Ideas”, which is no block of the canvas."
    ]


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_is_read(self, encoding: str) -> None:
        data = "text;block\nПрозрачная цена;Культура\n".encode(encoding)
        assert load_bytes(data, "b.csv", "csv").canvases[0].canvas.culture[0].text == "Прозрачная цена"

    @pytest.mark.parametrize(("encoding", "name"), [("cp1250", "cp1250"), ("cp1251", "cp1251")])
    def test_others_are_named_with_the_remedy(self, encoding: str, name: str) -> None:
        text = {"cp1250": "Prețul clar şi ţinut, ăâî".replace("ț", "ţ"), "cp1251": "Прозрачная цена"}[
            encoding
        ]
        with pytest.raises(InputError) as caught:
            load_bytes(f"text,block\n{text},Culture\n".encode(encoding), "b.csv", "csv")
        assert name in str(caught.value)
        assert "UTF-8" in caught.value.problems[0].remedy

    def test_broken_utf_16_is_refused(self) -> None:
        with pytest.raises(InputError, match="UTF-16"):
            load_bytes(b"\xff\xfea\x00\x00\xd8", "b.csv", "csv")


class TestDelimiters:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_each_is_found(self, delimiter: str) -> None:
        text = f'text{delimiter}block\n"a, b; c | d"{delimiter}Culture\n'
        assert delimiter_of(Source(text, None)) == (delimiter, 0)
        assert tree_of(text, "csv")["culture"] == ["a, b; c | d"]

    def test_a_spreadsheet_may_name_it(self) -> None:
        assert tree_of("sep=;\ntext;block\na,b;Culture\n", "csv")["culture"] == ["a,b"]

    def test_quotes_and_line_breaks(self) -> None:
        rows = rows_of(Source('a,"b ""c""\nd",\r\n\r\n"e"f,5" pipe', None), ",")
        assert [[cell.text for cell in row] for row in rows] == [["a", 'b "c"\nd', ""], ["ef", '5" pipe']]
        assert rows[1][0].position[1:3] == (4, 1)

    def test_an_open_quotation_mark_is_shown(self) -> None:
        with pytest.raises(InputError, match=r"b\.csv:2:3: This quotation mark is never closed"):
            load_bytes(b'text,block\na,"culture\n', "b.csv", "csv")


def test_formulas_that_were_guarded_are_texts_again() -> None:
    assert tree_of("text,block\n'=A1,culture\n'tis,culture\n", "csv")["culture"] == ["=A1", "'tis"]


def test_journeys_in_rows() -> None:
    text = """\
        Stage,Action,Touchpoint,Emotion,Pain point,Moment of truth,Weather
        Before,Search,Google,4/5,slow,,rain
        ,Compare,Site,2/5,,yes,
        During,Buy,Shop,5/5,,first bill,
    """
    assert tree_of(text, "csv")["journeys"] == [
        {
            "emotion_scale": [1, 5],
            "before": [
                {"action": "Search", "touchpoint": ["Google"], "emotion": 4, "pain": ["slow"]},
                {"action": "Compare", "touchpoint": ["Site"], "emotion": 2, "moment_of_truth": True},
            ],
            "during": [
                {
                    "action": "Buy",
                    "touchpoint": ["Shop"],
                    "emotion": 5,
                    "moment_of_truth": True,
                    "x-moment-of-truth": "first bill",
                }
            ],
        }
    ]
    assert "“Weather” has no place in a journey" in left_of(text, "csv")[0]


@pytest.mark.parametrize(
    ("labels", "feelings", "scale", "numbers"),
    [
        (("Actions", "Touchpoints", "Feelings", "Pain points"), "🙂,😡,😍 wow", [-2, 2], [1, -2, 2]),
        (("Działania", "Punkty styku", "Emocje", "Bolączki"), "2,-1,0", [-2, 2], [2, -1, 0]),
        (("Действия", "Точки контакта", "Эмоции (1–5)", "Боли"), "2,4,5", [1, 5], [2, 4, 5]),
        (
            ("Acțiuni", "Puncte de contact", "Emoții", "Probleme"),
            "pozitiv,negativ,neutru",
            [-2, 2],
            [1, -1, 0],
        ),
        (("Azioni", "Punti di contatto", "Emozioni", "Criticità"), "★★★,★☆☆☆☆,★★", [1, 5], [3, 1, 2]),
        (("Steps", "Channel", "Emotion", "Pains"), "calm,angry,glad", None, ["calm", "angry", "glad"]),
    ],
)
def test_journeys_in_columns_with_emotions_on_a_plain_scale(
    labels: tuple[str, ...], feelings: str, scale: list[int] | None, numbers: list[object]
) -> None:
    text = f",Discover,Buy,Use\n{labels[0]},search,pay,enjoy\n{labels[1]},web,shop,home\n"
    text += f"{labels[2]},{feelings}\n{labels[3]},,queue,\n"
    (journey,) = tree_of(text, "csv")["journeys"]
    assert journey.get("emotion_scale") == scale
    steps = [step for stage in journey["stages"] for step in stage["steps"]]
    assert [step["emotion"] for step in steps] == numbers
    assert [stage["name"] for stage in journey["stages"]] == ["Discover", "Buy", "Use"]
    assert steps[1]["pain"] == ["queue"]


def test_personas_in_rows_may_take_several() -> None:
    text = """\
        persona_id,persona_name,pain_point_text,severity
        p-1,Ana Pop,Too many forms,4
        p-2,Ion,No parking,3
        p-1,Ana Pop,Nobody answers,4
    """
    assert tree_of(text, "csv")["personas"] == [
        {"id": "p-1", "name": "Ana Pop", "pains": ["Too many forms", "Nobody answers"]},
        {"id": "p-2", "name": "Ion", "pains": ["No parking"]},
    ]


def test_personas_in_columns() -> None:
    text = ",Ana,Ion\nAge,34,51\nGoals,Save time,Save money\nPain points,Forms; queues,\nShoe size,37,44\n"
    assert tree_of(text, "csv")["personas"] == [
        {"name": "Ana", "age": "34", "goals": ["Save time"], "pains": ["Forms", "queues"]},
        {"name": "Ion", "age": "51", "goals": ["Save money"]},
    ]
    assert "“Shoe size”" in left_of(text, "csv")[0]


def test_a_table_of_something_else_is_refused_alone_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order,price\n1,20\n2,30\n")
    with pytest.raises(InputError, match="Nothing in this file") as caught:
        load(tmp_path / "orders.csv")
    assert caught.value.problems[1].line == 1
    (tmp_path / "sales.csv").write_text("order,price\n" + "1,20\n" * 90_000)
    (tmp_path / "open.csv").write_text('order,price\n1,"20\n')
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\n')
    strategy = load(tmp_path)
    assert strategy.skipped == strategy.unplaced == ()


def test_unplaced_notes_are_part_of_the_strategy() -> None:
    strategy = load_bytes(BOARD.encode(), "board.csv", "csv")
    assert [part.at for part in strategy.unplaced] == ["board.csv"] * 3
    assert document_of(BOARD, "csv").tree == document_of(BOARD.replace("\n", "\r\n"), "csv").tree | {
        "needs": {"pre_sale": ["A price\nwithout surprises"], "post_sale": ["Delivery on the day"]}
    }
