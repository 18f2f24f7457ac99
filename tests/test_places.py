"""Places: names by day, short forms, ambiguity, ancestors."""

from __future__ import annotations

from datetime import date

import pytest

from zhengce.places import contains, gazetteer


@pytest.mark.parametrize(
    ("surface", "day", "code", "name", "level"),
    [
        ("湖南", None, "430000", "湖南省", "province"),
        ("湖南省", None, "430000", "湖南省", "province"),
        ("内蒙古", None, "150000", "内蒙古自治区", "province"),
        ("广西", None, "450000", "广西壮族自治区", "province"),
        ("香港特区", None, "810000", "香港特别行政区", "province"),
        ("长沙", None, "430100", "长沙市", "prefecture"),
        ("湘西州", None, "433100", "湘西土家族苗族自治州", "prefecture"),
        ("恩施州", None, "422800", "恩施土家族苗族自治州", "prefecture"),
        ("巴州", None, "652800", "巴音郭楞蒙古自治州", "prefecture"),
        ("沅陵县", None, "431222", "沅陵县", "county"),
        ("浦东新区", None, "310115", "浦东新区", "county"),
        ("雄安新区", None, "130000", "雄安新区", "prefecture"),
        ("吉林", None, "220000", "吉林省", "province"),  # the province before the city of the same name
        ("吉林市", None, "220200", "吉林市", "prefecture"),
    ],
)
def test_names_and_short_forms(surface: str, day: date | None, code: str, name: str, level: str) -> None:
    place = gazetteer().resolve(surface, day)
    assert place is not None
    assert (place.code, place.name, place.level) == (code, name, level)


@pytest.mark.parametrize(
    ("surface", "day", "code"),
    [
        ("重庆市", date(1990, 5, 1), "510200"),
        ("重庆市", date(2000, 5, 1), "500000"),
        ("襄樊市", date(2005, 5, 1), "420600"),
        ("襄阳市", date(2015, 5, 1), "420600"),
        ("海门市", date(2018, 5, 1), "320684"),
        ("海门区", date(2021, 5, 1), "320614"),
        ("临平区", date(2022, 5, 1), "330113"),
    ],
)
def test_names_through_time(surface: str, day: date, code: str) -> None:
    place = gazetteer().resolve(surface, day)
    assert place is not None and place.code == code
    assert place.valid(day)


def test_a_code_bears_its_name_of_the_day() -> None:
    places = gazetteer()
    before, after = places.get("420600", date(2005, 1, 1)), places.get("420600", date(2015, 1, 1))
    assert before is not None and before.name == "襄樊市"
    assert after is not None and after.name == "襄阳市"


def test_several_places_of_one_name_need_a_region() -> None:
    places = gazetteer()
    assert places.resolve("朝阳区", date(2018, 1, 1)) is None
    beijing = places.resolve("朝阳区", date(2018, 1, 1), ("110000",))
    changchun = places.resolve("朝阳区", date(2018, 1, 1), ("220100",))
    assert beijing is not None and beijing.code == "110105"
    assert changchun is not None and changchun.code == "220104"


def test_no_place() -> None:
    assert gazetteer().resolve("有关部门") is None
    assert gazetteer().resolve("县") is None


def test_ancestors() -> None:
    places = gazetteer()
    city, province = places.ancestor("431222", "prefecture"), places.ancestor("431222", "province")
    assert city is not None and city.name == "怀化市"
    assert province is not None and province.name == "湖南省"
    assert places.ancestor("430000", "prefecture") is None


@pytest.mark.parametrize(
    ("region", "code", "inside"),
    [("430000", "431222", True), ("431200", "431222", True), ("430100", "431222", False), ("431222", "431222", True)],
)
def test_contains(region: str, code: str, inside: bool) -> None:
    assert contains(region, code) is inside
