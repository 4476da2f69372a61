"""Everyday words, situations and topics of other offices, on the register of an agency that is nobody's."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from congbo.export import files_of
from congbo.export.cpsv import EXPORT as CPSV
from congbo.export.search_words import EXPORT
from congbo.figures.reach import Reach
from congbo.figures.states import ProcedureOn
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records import elsewhere, everyday
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.phrases import LONGEST_PHRASE, MOST_PHRASES
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.situations import Situation
from congbo.reports.site import Site
from congbo.words.same_words import same_words
from congbo.words.syllables import TONES
from sample import event, field, organisation, procedure

DAY = date(2024, 7, 24)
BIRTHS = procedure(
    "khai-sinh", name="Đăng ký khai sinh", field="ho-tich", receiving="XA", keywords=["trẻ em"]
)
COPIES = procedure("trich-luc", name="Cấp bản sao trích lục hộ tịch", field="ho-tich")
OVER = procedure(
    "cai-chinh", name="Cải chính hộ tịch", field="ho-tich", events=[event("bãi bỏ", "2024-06-21")]
)


def words(*groups: tuple[list[str], list[str]], id_: str = "rieng", **keys: Any) -> EverydayWords:
    own = {"id": id_, "path": f"records/words/{id_}.md", "body": "", "title": "Từ riêng"}
    said = [{"said": said, "means": means} for said, means in groups]
    return EverydayWords.model_validate({**own, "groups": said, **keys})


def office(*topics: tuple[str, list[str]], id_: str = "rieng", **keys: Any) -> Elsewhere:
    own = {"id": id_, "path": f"records/elsewhere/{id_}.md", "body": "", "office": "Nơi khác"}
    said = [{"topic": topic, "said": said} for topic, said in topics]
    return Elsewhere.model_validate({**own, "topics": said, **keys})


def situation(*ids: str, id_: str = "sinh-con", **keys: Any) -> Situation:
    own = {"id": id_, "path": f"records/situations/{id_}.md", "body": "", "name": "Vừa sinh con"}
    steps = [{"procedure": one} for one in ids]
    return Situation.model_validate({**own, "said": "mới sinh em bé", "steps": steps, **keys})


def pages(*records: Record) -> Pages:
    of_all = [field("ho-tich", name="Hộ tịch"), organisation("XA", name="Xã Mẫu"), BIRTHS, COPIES, OVER]
    return Pages(Site(Path(), Register.public([*of_all, *records]), (), (), ()), DAY)


def written(*records: Record) -> dict[str, Any]:
    ((address, data),) = EXPORT.made(pages(*records))
    assert address == "du-lieu/tim-tu.json"
    found: dict[str, Any] = json.loads(data)
    return found


def test_what_the_package_ships_can_be_read_and_sends_each_phrase_to_one_office() -> None:
    assert sum(len(one.groups) for one in everyday.shipped()) > 250
    said = [
        same_words(one) for office in elsewhere.shipped() for topic in office.topics for one in topic.said
    ]
    assert len(said) > 300
    assert sorted(said) == sorted(set(said))


def test_words_are_the_same_wherever_their_tone_stands_and_whether_it_is_y_or_i() -> None:
    for one, other in (("Hoà giải", "hòa  giải"), ("quản lí", "QUẢN LÝ"), ("uỷ quyền", "ủy quyền")):
        assert same_words(one) == same_words(other)
    assert len({same_words(one) for one in ("mất", "mặt", "mat", "may", "mai", "y tế", "i tế")}) == 7
    assert same_words("–") == ""
    chance = random.Random(5)
    for _ in range(200):
        vowels = [chance.choice("oaueiơăâ") for _ in range(3)]
        tone, place = chance.choice(TONES), chance.randrange(3)
        typed = ["".join(v + (tone if n == at else "") for n, v in enumerate(vowels)) for at in (place, 0)]
        assert same_words(f"t{typed[0]}n") == same_words(f"t{typed[1]}n")


def test_a_group_is_written_with_the_meanings_that_lead_to_a_procedure_and_another_is_not() -> None:
    found = written(
        words((["em bé"], ["khai sinh", "khai sính"]), (["xe"], ["ô tô"]), (["cửa phường"], ["hộ tịch"]))
    )
    own = [group for group in found["words"] if group[0] in (["em bé"], ["xe"], ["cửa phường"])]
    assert own == [[["em bé"], ["khai sinh"]], [["cửa phường"], ["hộ tịch"]]]


def test_a_record_of_the_site_stands_for_the_shipped_one_of_its_id() -> None:
    id_ = everyday.shipped()[0].id
    own = words((["em bé"], ["khai sinh"]), id_=id_)
    assert [one for one in everyday.in_effect([own]) if one.id == id_] == [own]
    assert len(everyday.in_effect([own])) == len(everyday.shipped())
    mine = office(("Việc", ["lời riêng"]), id_=elsewhere.shipped()[0].id)
    assert mine in elsewhere.in_effect([mine])
    assert len(elsewhere.in_effect([mine])) == len(elsewhere.shipped())


def test_a_phrase_that_the_site_sends_somewhere_is_no_longer_one_of_a_shipped_office() -> None:
    topic = elsewhere.shipped()[1].topics[0]
    mine = office(("Việc", [topic.said[0].upper()]))
    told = [phrase for one in elsewhere.in_effect([mine]) for found in one.topics for phrase in found.said]
    assert [one for one in told if same_words(one) == same_words(topic.said[0])] == [topic.said[0].upper()]
    assert set(topic.said[1:]) <= set(told)


def test_a_topic_is_silent_where_the_site_has_it_and_a_procedure_that_ended_does_not_count() -> None:
    one = office(
        ("Khai sinh", ["khai sinh", "làm giấy cho con", "sinh nở"]),
        ("Trẻ nhỏ", ["Trẻ em", "nhà trẻ", "gửi trẻ", "học mẫu giáo"]),
        ("Cải chính", ["cải chính hộ tịch"]),
    )
    found = {
        told["topic"]: told["said"] for told in written(one)["elsewhere"] if told["office"] == "Nơi khác"
    }
    assert found == {"Trẻ nhỏ": ["nhà trẻ", "gửi trẻ", "học mẫu giáo"], "Cải chính": ["cải chính hộ tịch"]}


def test_a_situation_is_written_with_its_steps_in_order_and_shown_with_their_facts() -> None:
    one = situation(
        "khai-sinh",
        "cai-chinh",
        steps=[
            {"procedure": "cai-chinh"},
            {"procedure": "khai-sinh", "when": "Trong 60 ngày", "note": "Mang <giấy> chứng sinh."},
        ],
    )
    (found,) = written(one)["situations"]
    assert found["procedures"] == ["cai-chinh", "khai-sinh"]
    assert found["address"] == "tinh-huong/sinh-con/"
    made = pages(one)
    shown = Renderer(made, structured_data=lambda record: "").page(made.of(one))
    assert shown.index("cai-chinh/") < shown.index("khai-sinh/")
    for text in ("Trong 60 ngày", "Xã Mẫu", "Mang &lt;giấy&gt; chứng sinh.", "hết hiệu lực từ 21/06/2024"):
        assert text in shown
    assert made.of(BIRTHS).context["situations"] == [one]
    assert made.of(COPIES).context["situations"] == []


def test_a_situation_groups_the_services_that_it_needs() -> None:
    ((_, data), _) = CPSV.made(pages(situation("khai-sinh")))
    nodes = json.loads(data)["@graph"]
    by_id = {node["@id"].removeprefix("https://congbo.example/"): node for node in nodes}
    assert [id_ for id_, node in by_id.items() if "m8g:isGroupedBy" in node] == ["thu-tuc/khai-sinh/"]
    assert by_id["thu-tuc/khai-sinh/"]["m8g:isGroupedBy"].endswith("/tinh-huong/sinh-con/")
    assert by_id["tinh-huong/sinh-con/"]["dct:title"] == "Vừa sinh con"


def test_drafts_are_in_no_output() -> None:
    hidden = {"publication": "dự thảo"}
    drafts = (
        words((["em bé kín"], ["khai sinh"]), id_="nhap-tu", **hidden),
        office(("Việc kín", ["lời kín"]), id_="nhap-noi", **hidden),
        situation("khai-sinh", id_="nhap-kin", name="Tình huống kín", **hidden),
    )
    with_drafts, without = pages(*drafts), pages()
    assert [page.address for page in with_drafts] == [page.address for page in without]
    chosen = (
        "du-lieu/tim-tu.json",
        "du-lieu/tu-ngu.json",
        "du-lieu/noi-khac.json",
        "du-lieu/tinh-huong.json",
    )
    found = {name: data for name, data in files_of(with_drafts) if name in chosen}
    assert set(found) == set(chosen)
    assert not any("kín" in data.decode() for data in found.values())


@pytest.mark.parametrize(
    "phrases", [[], ["–"], ["a" * (LONGEST_PHRASE + 1)], [f"lời {n}" for n in range(MOST_PHRASES + 1)]]
)
def test_lists_of_phrases_are_neither_empty_nor_endless(phrases: list[str]) -> None:
    for make in (
        lambda: words((phrases, ["khai sinh"])),
        lambda: words((["em bé"], phrases)),
        lambda: office(("Việc", phrases)),
        lambda: situation("khai-sinh", said=phrases),
    ):
        with pytest.raises(ValidationError):
            make()


def test_a_situation_has_each_procedure_once_and_an_address_is_safe() -> None:
    with pytest.raises(ValidationError):
        situation("khai-sinh", "khai-sinh")
    with pytest.raises(ValidationError):
        situation()
    with pytest.raises(ValidationError):
        office(("Việc", ["lời"]), address="http://noi-khac.example/")


def test_what_words_reach_is_the_same_as_looking_through_every_text() -> None:
    chance = random.Random(3)
    syllables = ["khai", "sinh", "tử", "hộ", "tịch", "bản", "sao", "lục"]

    def phrase(most: int) -> str:
        return " ".join(chance.choices(syllables, k=chance.randint(1, most)))

    rows = [ProcedureOn(procedure(f"p{n}", name=phrase(9), keywords=[phrase(4)]), DAY) for n in range(60)]
    reach = Reach(rows, {})
    for _ in range(200):
        wanted = phrase(3)
        through = [
            row.procedure.id
            for row in rows
            if any(f" {wanted} " in f" {text} " for text in (row.procedure.name, *row.procedure.keywords))
        ]
        assert [row.procedure.id for row in reach.procedures([wanted])] == through
