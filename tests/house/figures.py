"""The figures of the house: `python -m tests.house.figures` prints each beside the most that it may be.

A module's depth is one more than that of the deepest module of ours that it imports; every statement counts, also one
inside a function or behind TYPE_CHECKING. A package that only has a sentence in its ``__init__`` counts for nothing.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PARTS = ("kpi", "pages")
SMALL = 600
"""Bytes of an ``__init__`` that says what its package is, and does nothing."""
MOST = {
    "longest chain of imports": 12,
    "circles of imports": 0,
    "class names that stand twice": 0,
    "file names that stand twice": 0,
    "modules in the fullest folder": 20,
    "lines of the longest function": 50,
    "lines of the longest module": 300,
    "median lines of a function": 7,
    "90th percentile of a function's lines": 17,
    "public functions with seven or more parameters": 0,
    "lines": 56_691,
}
"""What each may be at most today; a figure that falls takes its limit with it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class House:
    """The modules of a project by their full names, with their syntax trees."""

    def __init__(self, root: Path) -> None:
        paths = [path for part in PARTS for path in (root / part).rglob("*.py") if "migrations" not in path.parts]
        self.paths = {_name(path.relative_to(root)): path for path in sorted(paths)}

    @cached_property
    def trees(self) -> Mapping[str, ast.Module]:
        return {name: ast.parse(path.read_text("utf-8")) for name, path in self.paths.items()}

    @cached_property
    def imports(self) -> Mapping[str, set[str]]:
        """Each module's imports of ours."""
        silent = {n for n, path in self.paths.items() if path.stem == "__init__" and path.stat().st_size < SMALL}
        return {
            name: {target for target in self._imported(name) if target in self.paths} - silent - {name}
            for name in self.paths
        }

    @cached_property
    def circle(self) -> list[str]:
        """The modules of a circle of imports; empty when there is none."""
        try:
            TopologicalSorter(self.imports).prepare()
        except CycleError as error:
            return list(error.args[1])
        return []

    @cached_property
    def depths(self) -> Mapping[str, int]:
        depths: dict[str, int] = {}
        for name in TopologicalSorter(self.imports).static_order():
            depths[name] = 1 + max((depths[target] for target in self.imports[name]), default=0)
        return depths

    @cached_property
    def functions(self) -> list[Function]:
        return [node for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, Function)]

    def figures(self) -> dict[str, float]:
        """Return every figure by its name, as ``MOST`` has them."""
        sizes = sorted((node.end_lineno or node.lineno) - node.lineno + 1 for node in self.functions)
        lines = {name: path.read_text("utf-8").count("\n") for name, path in self.paths.items()}
        return {
            "longest chain of imports": 0 if self.circle else max(self.depths.values()),
            "circles of imports": int(bool(self.circle)),
            "class names that stand twice": len(self.classes_twice()),
            "file names that stand twice": len(self.files_twice()),
            "modules in the fullest folder": max(Counter(path.parent for path in self.paths.values()).values()),
            "lines of the longest function": sizes[-1],
            "lines of the longest module": max(lines.values()),
            "median lines of a function": median(sizes),
            "90th percentile of a function's lines": sizes[len(sizes) * 9 // 10],
            "public functions with seven or more parameters": len(self.wide()),
            "lines": sum(lines.values()),
        }

    def classes_twice(self) -> list[str]:
        names = Counter(
            node.name for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
        )
        return sorted(name for name, times in names.items() if times > 1)

    def files_twice(self) -> list[str]:
        """The file names that stand twice; a screen's counterpart in the views may be called as the screen is."""
        kinds: dict[str, list[str]] = {}
        for name, path in self.paths.items():
            if not path.stem.startswith("__"):
                kinds.setdefault(path.stem, []).append("views" if ".views." in name else name.partition(".")[0])
        return sorted(stem for stem, found in kinds.items() if len(found) > 1 and sorted(found) != ["pages", "views"])

    def wide(self) -> list[str]:
        return sorted(node.name for node in self.functions if not node.name.startswith("_") and len(_taken(node)) > 6)

    def longest_chain(self) -> list[str]:
        """Return the modules of the longest chain, from the one that is imported by nobody down."""
        chain = [max(self.depths, key=lambda name: self.depths[name])]
        while below := self.imports[chain[-1]]:
            chain.append(max(sorted(below), key=lambda name: self.depths[name]))
        return chain

    def _imported(self, name: str) -> Iterator[str]:
        package = name if self.paths[name].stem == "__init__" else name.rpartition(".")[0]
        for node in ast.walk(self.trees[name]):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parts = package.split(".")
                above = parts[: len(parts) - node.level + 1] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _taken(node: Function) -> list[str]:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [argument.arg for argument in given if argument.arg not in {"self", "cls"}]


def main() -> None:
    """Print the figures, and the longest chain."""
    house = House(ROOT)
    for name, figure in house.figures().items():
        sys.stdout.write(f"{figure:8g}  of {MOST[name]:6}  {name}\n")
    if not house.circle:
        sys.stdout.write(" → ".join(house.longest_chain()) + "\n")


if __name__ == "__main__":
    main()
