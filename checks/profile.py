"""Profiles: the published rules that turn outcomes into a verdict, as TOML files."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from dataclasses import replace
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from checks.criteria import SUCCESS_CRITERIA, is_part_of
from results.model import (
    BasicCriterion,
    Blocker,
    CriterionText,
    MaterialFailure,
    Profile,
    ProfileText,
    Standard,
    WrongInput,
)

Fraction = Annotated[float, Field(ge=0, le=1)]


class ProfileError(WrongInput):
    """A profile that cannot be used; the message names the file and what is wrong with it."""


Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


def _known(number: str) -> str:
    if number not in SUCCESS_CRITERIA:
        raise ValueError("no success criterion of WCAG 2.1 or 2.2, level A or AA")
    return number


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


def _with(*values: str) -> AfterValidator:
    """A text with no other values in braces than these."""

    def validated(text: str) -> str:
        try:
            named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise ValueError(f"braces are for values: {error}") from error
        if strange := [name for name in named if name not in values]:
            raise ValueError(f"there is no {{{strange[0]}}} here")
        return text

    return AfterValidator(validated)


Counted = Annotated[str, _with("tested", "accessible")]


class _CriterionText(_File):
    title: Text
    fault: Annotated[str, _with("where")] = ""
    measure: str = ""
    stops: Annotated[str, _with("where")] = ""


class _Material(_File):
    checks: Annotated[tuple[Text, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)] = 1
    regions: tuple[str, ...] = ()
    except_regions: tuple[str, ...] = ()
    below: dict[str, float] = {}
    equals: dict[str, str | float] = {}


class _Criterion(_File):
    weight: Annotated[float, Field(ge=0)]
    machine: Literal["fully", "partly", "not"]
    criteria: tuple[Annotated[str, AfterValidator(_known)], ...]
    checks: tuple[Text, ...]
    asks: tuple[Text, ...] = ()
    material: tuple[_Material, ...] = ()
    text: dict[Language, _CriterionText] = {}

    @model_validator(mode="after")
    def _machine_and_checks_agree(self) -> Self:
        if (self.machine == "not") == bool(self.checks):
            raise ValueError('machine = "not" goes with checks = [], and only with that')
        return self

    @model_validator(mode="after")
    def _material_speaks_of_its_checks(self) -> Self:
        if strange := sorted({check for measure in self.material for check in measure.checks} - {*self.checks}):
            raise ValueError(f"material names checks that are not among its checks: {', '.join(strange)}")
        return self


class _Blocker(_File):
    check: Text
    role: str = ""
    region: str = ""


class _ProfileText(_File):
    name: Text
    accessible: str = ""
    not_accessible: str = ""
    share_one: Counted = ""
    share_other: Counted = ""
    only_accessible: str = ""
    only_not_accessible: str = ""
    beside: str = ""
    shut_out: Annotated[str, _with("stops")] = ""


class _Profile(_File):
    name: Text
    version: Text
    rule: Literal["score", "no-failure"]
    threshold: Fraction
    page_share: Fraction
    most: Fraction = 0.5
    least_pages: Annotated[int, Field(ge=1)] = 3
    text: dict[Language, _ProfileText] = {}
    criterion: dict[str, _Criterion] = {}
    blocker: list[_Blocker] = []

    @model_validator(mode="after")
    def _each_check_answers_one_criterion(self) -> Self:
        counts = Counter(
            check for criterion in self.criterion.values() for check in {*criterion.checks, *criterion.asks}
        )
        twice = sorted(check for check, count in counts.items() if count > 1)
        if twice:
            raise ValueError(f"each check answers one criterion; these answer more: {', '.join(twice)}")
        if self.rule == "score" and not any(c.checks and c.weight for c in self.criterion.values()):
            raise ValueError('rule = "score" needs a criterion with checks and a weight')
        return self


def built_in_profiles() -> tuple[str, ...]:
    """Names that `load_profile` knows without a path."""
    folder = resources.files("checks") / "profiles"
    return tuple(sorted(Path(file.name).stem for file in folder.iterdir() if file.name.endswith(".toml")))


def load_profile(name_or_path: str) -> Profile:
    """A built-in profile by name, or any profile by the path of its file.

    Raises ProfileError when there is none or it does not validate.
    """
    if name_or_path in built_in_profiles():
        text = (resources.files("checks") / "profiles" / f"{name_or_path}.toml").read_bytes()
    else:
        try:
            text = Path(name_or_path).read_bytes()
        except OSError as error:
            known = ", ".join(built_in_profiles())
            raise ProfileError(
                f"profile {name_or_path!r}: not a built-in profile ({known}) nor a readable file: {error.strerror}"
            ) from error
    return parse_profile(text, name_or_path)


def for_standard(profile: Profile, standard: Standard) -> Profile:
    """Without the criteria that are only about success criteria of another standard (WCAG 2.2 under 2.1)."""
    kept = tuple(c for c in profile.criteria if not c.criteria or any(is_part_of(n, standard) for n in c.criteria))
    return replace(profile, criteria=kept)


def parse_profile(text: bytes, source: str) -> Profile:
    """Raises ProfileError; `source` names the file in its message."""
    try:
        parsed = _Profile.model_validate(tomllib.loads(text.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"profile {source}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        got = "" if isinstance(first["input"], dict | list) else f" (got {first['input']!r})"
        raise ProfileError(f"profile {source}: {where}: {first['msg'].removeprefix('Value error, ')}{got}") from error
    return Profile(
        name=parsed.name,
        version=parsed.version,
        rule=parsed.rule,
        threshold=parsed.threshold,
        page_share=parsed.page_share,
        criteria=tuple(_criterion(id_, criterion) for id_, criterion in parsed.criterion.items()),
        blockers=tuple(Blocker(check=b.check, role=b.role, region=b.region) for b in parsed.blocker),
        digest=hashlib.sha256(text).hexdigest(),
        most=parsed.most,
        least_pages=parsed.least_pages,
        texts={language: ProfileText(**words.model_dump()) for language, words in parsed.text.items()},
    )


def _criterion(id_: str, parsed: _Criterion) -> BasicCriterion:
    return BasicCriterion(
        id=id_,
        weight=parsed.weight,
        checks=parsed.checks,
        criteria=parsed.criteria,
        machine=parsed.machine,
        asks=parsed.asks,
        material=tuple(MaterialFailure(**measure.model_dump()) for measure in parsed.material),
        texts={language: CriterionText(**words.model_dump()) for language, words in parsed.text.items()},
    )
