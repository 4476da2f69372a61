"""Related procedures, on the register of an agency that is nobody's."""

import random
from datetime import date
from pathlib import Path

from congbo.pages.pages import Pages
from congbo.pages.related import MOST_OF_RESULT, NEAR, Related, related, result_key
from congbo.pages.rendering import Renderer
from congbo.records.procedures import Procedure
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import event, field, procedure

LICENCE = ["Giấy phép xây dựng (bản chính)"]


def of_field(count: int, field_id: str = "xay-dung", **keys: object) -> list[Procedure]:
    return [procedure(f"{field_id}-{n}", field=field_id, number=str(n), **keys) for n in range(1, count + 1)]


def ids(found: tuple[Procedure, ...]) -> list[str]:
    return [one.id for one in found]


def test_the_nearest_before_and_after_in_the_field_are_related_and_no_others() -> None:
    found = related(of_field(7))
    assert ids(found["xay-dung-4"].same_field) == [f"xay-dung-{n}" for n in (2, 3, 5, 6)]
    assert ids(found["xay-dung-1"].same_field) == ["xay-dung-2", "xay-dung-3"]
    assert ids(found["xay-dung-7"].same_field) == ["xay-dung-5", "xay-dung-6"]


def test_procedures_that_give_the_same_paper_are_related_whatever_their_field() -> None:
    grant = procedure("cap", field="xay-dung", results=LICENCE)
    renew = procedure("gia-han", field="dat-dai", results=["giấy phép XÂY DỰNG, gia hạn"])
    other = procedure("khac", field="dat-dai", results=["Giấy chứng nhận"])
    found = related([grant, renew, other])
    assert ids(found["cap"].same_result) == ["gia-han"]
    assert ids(found["gia-han"].same_result) == ["cap"]
    assert found["khac"] == Related((), (renew,))


def test_what_gives_the_same_paper_is_not_told_again_as_of_the_same_field() -> None:
    found = related(of_field(3, results=LICENCE))
    assert ids(found["xay-dung-2"].same_result) == ["xay-dung-1", "xay-dung-3"]
    assert found["xay-dung-2"].same_field == ()


def test_a_procedure_without_a_result_shares_none() -> None:
    found = related(of_field(2, results=[]))
    assert [one.same_result for one in found.values()] == [(), ()]
    assert result_key(procedure("p1")) == ""
    assert not related([procedure("p1")])["p1"]


def test_however_large_the_register_a_procedure_is_related_to_few_and_never_to_itself() -> None:
    chance = random.Random(8)
    procedures = [
        procedure(f"p{n}", field=f"f{chance.randrange(4)}", results=[f"Giấy {chance.randrange(5)}"])
        for n in range(200)
    ]
    found = related(procedures)
    assert len(found) == 200
    for one in procedures:
        of_result, beside = found[one.id].same_result, found[one.id].same_field
        assert one.id not in ids(of_result) + ids(beside)
        assert len(set(ids(of_result) + ids(beside))) == len(of_result) + len(beside)
        assert len(of_result) <= MOST_OF_RESULT
        assert len(beside) <= 2 * NEAR
        assert {result_key(other) for other in of_result} <= {result_key(one)}
        assert {other.field for other in beside} <= {one.field}


def test_a_page_names_what_is_related_and_leaves_out_what_has_ended() -> None:
    first, second, third = of_field(3)
    ended = procedure("cu", field="xay-dung", number="2", events=[event("bãi bỏ", "2024-01-01")])
    register = Register([field("xay-dung", name="Xây dựng"), first, second, third, ended])
    pages = Pages(Site(Path(), register, (), (), ()), date(2024, 7, 24))
    assert "cu" not in pages.related
    assert ids(pages.related[first.id].same_field) == [second.id, third.id]
    html = Renderer(pages).page(pages.of(first))
    section = html[html.index('id="lien-quan"') : html.index('id="lich-su"')]
    assert section.count("<li>") == 2
    assert f'<a href="../../thu-tuc/{second.id}/">' in section
    assert 'id="lien-quan"' not in Renderer(pages).page(pages.of(ended))
