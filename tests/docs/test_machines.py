"""The files to begin with, of docs/several-machines.md, are what the programs that read them expect."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from crawler.cli import main

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "machines"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
SCRIPT = FOLDER / "slurm.sh"


def test_the_page_links_every_file() -> None:
    page = (FOLDER.parent / "several-machines.md").read_text("utf-8")

    assert set(re.findall(r"\(machines/([^)]+)\)", page)) == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_of_systemd_has_the_sections_of_its_kind(path: Path) -> None:
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(path.read_text("utf-8"))

    kind = path.suffix.removeprefix(".").capitalize()
    assert {"Unit", kind} <= set(unit.sections()) <= {"Unit", kind, "Install"}
    assert unit["Unit"]["Description"]
    if kind == "Service":
        assert unit["Service"]["ExecStart"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault_with_a_unit(path: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    name = path.name.replace("@.", "@1.")
    for each in UNITS:  # a timer wants its service
        shutil.copy(each, tmp_path / (name if each == path else each.name))
    done = subprocess.run([program, "verify", str(tmp_path / name)], capture_output=True, text=True, check=False)

    about_us = [line for line in done.stderr.splitlines() if name in line and "not executable" not in line]
    assert about_us == []


def test_the_manifest_of_kubernetes_names_what_it_mounts_and_selects() -> None:
    documents = list(yaml.safe_load_all((FOLDER / "kubernetes.yaml").read_text("utf-8")))

    kinds = [(document["kind"], document["metadata"]["name"]) for document in documents]
    assert kinds == [
        ("Service", "wadmon-scheduler"),
        ("Deployment", "wadmon-scheduler"),
        ("Deployment", "wadmon-worker"),
        ("CronJob", "wadmon-crawl"),
    ]
    for document in documents[1:]:
        spec = document["spec"]
        if document["kind"] == "Deployment":
            assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]
            pod = spec["template"]["spec"]
        else:
            pod = spec["jobTemplate"]["spec"]["template"]["spec"]
        mounted = {mount["name"] for container in pod["containers"] for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}


def test_the_container_file_begins_from_an_image_and_copies_before_it_installs() -> None:
    text = re.sub(r"\\\n", " ", (FOLDER / "Containerfile").read_text("utf-8"))
    steps = [line.split(" ", 1)[0] for line in text.splitlines() if line and not line.startswith("#")]

    assert steps == ["FROM", "RUN", "WORKDIR", "COPY", "RUN", "USER", "WORKDIR", "ENV", "ENTRYPOINT", "CMD"]


def test_the_job_of_slurm_is_a_script_the_shell_can_read() -> None:
    subprocess.run(["sh", "-n", str(SCRIPT)], check=True)
    assert re.findall(r"^#SBATCH (--[a-z-]+)=\S+$", SCRIPT.read_text("utf-8"), re.MULTILINE) == [
        "--job-name",
        "--ntasks",
        "--cpus-per-task",
        "--mem-per-cpu",
        "--time",
    ]


def _commands_of_wadmon() -> list[list[str]]:
    """Every `wadmon VERB --option` in the files, as its words."""
    texts = [path.read_text("utf-8") for path in FOLDER.iterdir()]
    found = [re.findall(r"wadmon ((?:crawl|report|worker|status)\b[^;\n\\\"'&|}]*)", text) for text in texts]
    return [command.split() for commands in found for command in commands]


def test_the_commands_in_the_files_and_their_options_exist() -> None:
    commands = _commands_of_wadmon()
    assert {words[0] for words in commands} == {"crawl", "report", "worker"}
    for verb, *words in commands:
        told = CliRunner().invoke(main, [verb, "--help"]).output
        assert [word for word in words if word.startswith("--") and word not in told] == []
