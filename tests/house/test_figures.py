"""The house stays as small and as flat as it is."""

from pathlib import Path

from tests.house.figures import MOST, ROOT, House


def test_no_figure_of_the_house_is_over_its_limit() -> None:
    figures = House(ROOT).figures()
    assert figures.keys() == MOST.keys()
    assert {name: figure for name, figure in figures.items() if figure > MOST[name]} == {}


def house(folder: Path, **modules: str) -> House:
    (folder / "kpi").mkdir()
    (folder / "pages").mkdir()
    for name, text in modules.items():
        (folder / "kpi" / f"{name}.py").write_text(text, "utf-8")
    return House(folder)


def test_an_import_counts_wherever_it_stands(tmp_path: Path) -> None:
    made = house(
        tmp_path, one="", two="def f():\n    from kpi import one\n", three="if TYPE_CHECKING:\n    from .two import f\n"
    )
    assert made.longest_chain() == ["kpi.three", "kpi.two", "kpi.one"]
    assert made.figures()["longest chain of imports"] == 3


def test_a_circle_a_double_name_and_a_wide_function_are_found(tmp_path: Path) -> None:
    made = house(
        tmp_path,
        one="import kpi.two\nclass A: ...\ndef wide(a, b, c, d, *, e, f, g): ...\n",
        two="def f():\n    import kpi.one\nclass A: ...\n",
    )
    assert set(made.circle) == {"kpi.one", "kpi.two"}
    assert (made.classes_twice(), made.wide()) == (["A"], ["wide"])
