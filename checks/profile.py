"""Profiles: the published rules that turn outcomes into a verdict, as TOML files."""

from __future__ import annotations

import hashlib
import tomllib
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from results.model import BasicCriterion, Blocker, Profile

Fraction = Annotated[float, Field(ge=0, le=1)]


class ProfileError(Exception):
    """A profile that cannot be used; the message names the file and what is wrong with it."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Criterion(_File):
    weight: Annotated[float, Field(gt=0)]
    machine: Literal["fully", "partly", "not"]
    criteria: tuple[str, ...]
    checks: tuple[str, ...]


class _Blocker(_File):
    check: str
    role: str = ""
    region: str = ""


class _Profile(_File):
    name: str
    version: str
    rule: Literal["score", "no-failure"]
    threshold: Fraction
    page_share: Fraction
    criterion: dict[str, _Criterion] = {}
    blocker: list[_Blocker] = []


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


def parse_profile(text: bytes, source: str) -> Profile:
    """Raises ProfileError; `source` names the file in its message."""
    try:
        parsed = _Profile.model_validate(tomllib.loads(text.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"profile {source}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProfileError(f"profile {source}: {where}: {first['msg']} (got {first['input']!r})") from error
    return Profile(
        name=parsed.name,
        version=parsed.version,
        rule=parsed.rule,
        threshold=parsed.threshold,
        page_share=parsed.page_share,
        criteria=tuple(
            BasicCriterion(id=id_, weight=c.weight, checks=c.checks, criteria=c.criteria, machine=c.machine)
            for id_, c in parsed.criterion.items()
        ),
        blockers=tuple(Blocker(check=b.check, role=b.role, region=b.region) for b in parsed.blocker),
        digest=hashlib.sha256(text).hexdigest(),
    )
