"""Looks whether every name in a template is there: python -m tests.report_templates.template_names

Templates are read, not run: a name is followed from what a page is given, through the annotations of the records,
loops, filters and macros, to what is asked of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.runtime import LoopContext

from report_templates.environment import FOLDER, environment_for
from report_templates.findings import CheckBlock
from report_templates.notification import SiteNews
from report_templates.render import (
    CHECKED_PAGES,
    SITE,
    SITE_BARRIERS,
    SITE_FAULT,
    SITE_PERSON,
    SITE_PRACTICES,
    SUFFIX,
    Location,
)
from report_templates.views import CheckedPagesView, CrawlView, SiteView
from results.model import CheckDescription, CrawlReport, Profile, SiteVerdict
from tests.report_templates.template_types import Missing, answer, attribute, either, element, item

NEWS = {
    "news": SiteNews,
    "report": CrawlReport,
    "profile": Profile,
    "verdict_now": SiteVerdict,
    "link": str,
    "name": str,
}
OF_A_SITE = {"view": SiteView, "report": CrawlReport}
GIVEN: Mapping[str, Mapping[str, Any]] = {
    SITE + SUFFIX: OF_A_SITE,
    SITE_FAULT + SUFFIX: {**OF_A_SITE, "block": CheckBlock},
    SITE_BARRIERS + SUFFIX: OF_A_SITE,
    SITE_PERSON + SUFFIX: OF_A_SITE,
    SITE_PRACTICES + SUFFIX: OF_A_SITE,
    CHECKED_PAGES + SUFFIX: {"view": CheckedPagesView, "checks": Mapping[str, CheckDescription]},
    "notification.txt.jinja": NEWS,
    "notification.html.jinja": NEWS,
}
"""What render.py and notification.py give a template; any other page has the crawl and what its module gives."""

SAME_ELEMENTS = {"list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr"}
BY_ATTRIBUTE = {"selectattr", "rejectattr", "groupby"}


@dataclass(frozen=True)
class Macro:
    template: str
    node: nodes.Macro
    module: Mapping[str, Any]


@dataclass(frozen=True)
class Module:
    """What `import` gives: the macros of another template."""

    macros: Mapping[str, Macro]


@dataclass
class Reading:
    """Reads templates; problems: one line each, without repetition."""

    environment: Environment
    problems: dict[str, None] = field(default_factory=dict)
    called: set[tuple[object, ...]] = field(default_factory=set)

    def page(self, template: str, given: Mapping[str, Any]) -> None:
        """The template and the one it extends, each block as the page has it."""
        names = {name: _kind(value) for name, value in self.environment.globals.items()} | given
        source = self._parsed(template)
        part = Part(self, template, dict(names))
        part.body(source.body)
        for extended in source.find_all(nodes.Extends):
            base = extended.template.as_const()
            own = {block.name for block in source.find_all(nodes.Block)}
            Part(self, base, dict(names), own).body(self._parsed(base).body)

    def module(self, template: str) -> Module:
        names = {name: _kind(value) for name, value in self.environment.globals.items()}
        part = Part(self, template, names)
        part.body(node for node in self._parsed(template).body if not isinstance(node, nodes.Output))
        return Module({name: value for name, value in part.names.items() if isinstance(value, Macro)})

    def call(self, macro: Macro, arguments: Mapping[str, Any]) -> None:
        """Once for what it is called with."""
        call = (macro.template, macro.node.name, *map(repr, arguments.values()))
        if call not in self.called:
            self.called.add(call)
            Part(self, macro.template, {**macro.module, "caller": Any, **arguments}).body(macro.node.body)

    def _parsed(self, template: str) -> nodes.Template:
        loader = self.environment.loader
        assert loader is not None
        return self.environment.parse(loader.get_source(self.environment, template)[0])


@dataclass
class Part:
    """A piece of a template with the names it knows. overridden: blocks that the page has of its own."""

    reading: Reading
    template: str
    names: dict[str, Any]
    overridden: set[str] = field(default_factory=set)

    def body(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self.statement(statement)

    def statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.For():
                self._loop(node)
            case nodes.Assign():
                self.assign(node.target, self.expression(node.node))
            case nodes.AssignBlock():
                self.assign(node.target, str)
                self.body(node.body)
            case nodes.Macro():
                self.names[node.name] = Macro(self.template, node, self.names)
            case nodes.Import():
                self.names[node.target] = self.reading.module(node.template.as_const())
            case nodes.Block() if node.name in self.overridden:
                pass
            case nodes.Expr():
                self.expression(node)
            case _:
                self.body(node.iter_child_nodes())

    def expression(self, node: nodes.Node) -> Any:
        """What it is; what is wrong with it is noted."""
        kind: Any = Any
        match node:
            case nodes.Name():
                kind = self._named(node)
            case nodes.Getattr():
                kind = self._attribute(node, self.expression(node.node), node.attr)
            case nodes.Getitem():
                self.expression(node.arg)
                kind = item(self.expression(node.node), _key(node.arg))
            case nodes.Call():
                kind = self._call(node)
            case nodes.Filter():
                kind = self._filter(node)
            case nodes.CondExpr():
                self.expression(node.test)
                kind = either(self.expression(part) for part in (node.expr1, node.expr2) if part is not None)
            case nodes.Const():
                kind = type(node.value)
            case _:
                for child in node.iter_child_nodes():
                    self.expression(child)
        return kind

    def _loop(self, node: nodes.For) -> None:
        inner = Part(self.reading, self.template, {**self.names, "loop": LoopContext}, self.overridden)
        inner.assign(node.target, element(self.expression(node.iter)))
        if node.test is not None:
            inner.expression(node.test)
        inner.body(node.body)
        self.body(node.else_)

    def _named(self, node: nodes.Name) -> Any:
        if node.name not in self.names:
            self._note(node, f"{node.name!r} is given to no such template")
        return self.names.get(node.name, Any)

    def _attribute(self, node: nodes.Node, of: Any, name: str) -> Any:
        if isinstance(of, Module):
            if name not in of.macros:
                self._note(node, f"there is no macro {name!r}")
            return of.macros.get(name, Any)
        try:
            return attribute(of, name)
        except Missing as missing:
            self._note(node, str(missing))
            return Any

    def _call(self, node: nodes.Call) -> Any:
        called = self.expression(node.node)
        values = [self.expression(argument) for argument in node.args]
        named = {keyword.key: self.expression(keyword.value) for keyword in node.kwargs}
        for rest in (node.dyn_args, node.dyn_kwargs):
            if rest is not None:
                self.expression(rest)
        if not isinstance(called, Macro):
            return answer(called)
        arguments = [argument.name for argument in called.node.args]
        defaults = dict(zip(reversed(arguments), map(self.expression, reversed(called.node.defaults)), strict=False))
        given = defaults | dict(zip(arguments, values, strict=False)) | named
        if len(values) > len(arguments):
            self._note(node, f"macro {called.node.name!r} takes {len(arguments)} values, this call gives {len(values)}")
        for name in (*(set(arguments) - given.keys()), *(given.keys() - set(arguments))):
            self._note(node, f"macro {called.node.name!r} and this call do not agree on {name!r}")
        self.reading.call(called, {name: given.get(name, Any) for name in arguments})
        return str

    def _filter(self, node: nodes.Filter) -> Any:
        of = self.expression(node.node) if node.node is not None else str
        for argument in (*node.args, *node.kwargs):
            self.expression(argument)
        if node.name in BY_ATTRIBUTE:
            asked = self._attribute(node, element(of), node.args[0].as_const())
            if node.name == "groupby":
                return Iterable[tuple[asked, Sequence[element(of)]]]
        if node.name in SAME_ELEMENTS:
            return Sequence[element(of)]
        return answer(self.reading.environment.filters[node.name])

    def assign(self, target: nodes.Node, kind: Any) -> None:
        if isinstance(target, nodes.Tuple):
            for place, part in enumerate(target.items):
                self.assign(part, item(kind, place))
        elif isinstance(target, nodes.Name):
            self.names[target.name] = kind

    def _note(self, node: nodes.Node, message: str) -> None:
        self.reading.problems[f"{self.template}:{node.lineno}: {message}"] = None


def problems(folder: Path = FOLDER) -> list[str]:
    """One line for each name that is not there. folder: where `pages/`, `partials/` and `mails/` are."""
    reading = Reading(
        environment_for("en").overlay(
            loader=FileSystemLoader([folder / part for part in ("pages", "partials", "mails")])
        )
    )
    pages = {path.name: {"view": CrawlView, "page": _page_kind(path)} for path in folder.glob(f"pages/*{SUFFIX}")}
    for template, given in sorted((pages | GIVEN).items()):
        reading.page(template, {"here": Location, **given})
    return list(reading.problems)


def _page_kind(path: Path) -> Any:
    """What the module beside a page says that it gives."""
    name = path.name.removesuffix(SUFFIX)
    if not path.with_name(f"{name}.py").exists():
        return CrawlView
    module = import_module(f"report_templates.pages.{name}")
    if hasattr(module, "page_views"):
        return item(element(answer(module.page_views)), 1)
    return answer(module.page_view)


def _kind(value: object) -> Any:
    return value if callable(value) else type(value)


def _key(node: nodes.Node) -> object:
    if isinstance(node, nodes.Slice):
        return slice(None)
    try:
        return node.as_const()  # type: ignore[attr-defined]
    except nodes.Impossible:
        return None


if __name__ == "__main__":
    found = problems()
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
