"""docs/security.md names tests that exist, and what it says of dependencies is so."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROOFS = sorted(
    set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", (ROOT / "docs/security.md").read_text(encoding="utf-8")))
)
PROJECT = ROOT / "pyproject.toml"


@pytest.mark.parametrize(("module", "test"), PROOFS)
def test_a_proof_is_a_test(module: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / "tests" / module).read_text(encoding="utf-8")


def test_there_is_a_proof_in_every_line_that_makes_a_demand() -> None:
    lines = (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
    demands = [line for line in lines if re.match(r"\| \d+\.\d+", line)]
    assert len(demands) > 20
    assert [line for line in demands if "::test_" not in line] == []


def test_every_dependency_has_its_reason() -> None:
    block = PROJECT.read_text(encoding="utf-8").split("\ndependencies = [\n")[1].split("\n]\n")[0]
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    assert len(lines) == len(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"])
    assert [line for line in lines if not re.search(r"\", +# \S", line)] == []


def test_every_dependency_is_pinned_with_hashes() -> None:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z][\w.-]*)(\[[\w,-]+\])?(==\S+)?(.*)$", locked, re.MULTILINE)
    assert len(packages) > 100
    assert [name for name, _, version, rest in packages if not version or not rest.endswith("\\")] == []
    assert locked.count("--hash=sha256:") >= len(packages)
