"""What people install: the wheel has all it needs and works outside the source tree."""

import importlib.metadata
import json
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("checks", "crawler", "report_templates", "results")
NOT_IN_THE_WHEEL = {"checks/engines/fetch.py", "checks/engines/hatch_build.py"}
FROM_OTHER_FOLDERS = {"results/storage/database.md"}  # what `wadmon view` says of the tables
AXE_IN_THE_WHEEL = {"checks/engines/axe.min.js", "checks/engines/axe.min.js.LICENSE"}

# In pieces, so that this file names none of them itself.
REGISTRY_HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("crates", "io"),
        ("golang", "org"),
        ("conda", "anaconda", "org"),
    )
]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def source_files() -> list[str]:
    """Files that are in git or are about to be, without those that are being removed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone: which files belong to the project is not known")
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT)
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment: the wheel, and the dependencies of this one, offline."""
    environment = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment)
    python = environment / "bin" / "python"
    arguments = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *arguments, cwd=environment)
    # A .pth file inside a folder added this way is not read, so the source tree stays out of sight.
    [packages] = environment.glob("lib/python3.*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return environment / "bin"


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages_and_axe_core_and_nothing_else(wheel):
    expected = {name for name in source_files() if name.startswith(tuple(f"{package}/" for package in PACKAGES))}
    expected -= NOT_IN_THE_WHEEL
    if (ROOT / "node_modules/axe-core/axe.min.js").is_file():
        expected |= AXE_IN_THE_WHEEL
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected | FROM_OTHER_FOLDERS


@pytest.mark.slow
def test_the_wheel_carries_its_licence(wheel):
    name = f"wad_monitor-{importlib.metadata.version('wad-monitor')}.dist-info/licenses/LICENSE"
    assert zipfile.ZipFile(wheel).read(name) == (ROOT / "LICENSE").read_bytes()


@pytest.mark.slow
def test_the_installed_command_works_outside_the_source_tree(installed, tmp_path):
    version = importlib.metadata.version("wad-monitor")
    assert version in run(installed / "wadmon", "--version", cwd=tmp_path)


@pytest.mark.slow
def test_the_installed_monitor_uses_the_axe_core_it_was_installed_with(installed, tmp_path):
    code = "from checks.engines.axe_file import find_axe; axe = find_axe(); print(axe.source, axe.path)"
    source, path = run(installed / "python", "-c", code, cwd=tmp_path).strip().split(" ", 1)
    if not (ROOT / "node_modules/axe-core/axe.min.js").is_file():
        pytest.skip("axe-core could not be fetched here")
    assert (source, Path(path).is_relative_to(installed.parent)) == ("npm", True)


def test_no_file_names_the_host_of_a_package_registry():
    naming = [
        f"{name}: {host}"
        for name in source_files()
        for host in REGISTRY_HOSTS
        if host.encode() in (ROOT / name).read_bytes()
    ]
    assert naming == []


def test_the_lock_files_pin_by_hash_all_that_pyproject_and_package_json_ask():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==\S+.* \\\n    --hash=sha256:", lock, re.MULTILINE))
    assert {re.match(r"[A-Za-z0-9-]+", requirement)[0].lower() for requirement in asked} - pinned == set()
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    project = packages.pop("")
    asked = project["dependencies"] | project["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if not package.get("dev")] == ["node_modules/axe-core"]
