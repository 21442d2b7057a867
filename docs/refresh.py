# ruff: noqa: INP001, S603, T201
"""Runs the commands of the documentation again and writes down what they print.

`python docs/refresh.py README.md docs/tutorial.md`, from the root of the project. The blocks of a page are run in their
order, in one fresh folder that holds nothing but a link to `src`. In a block marked `console`, lines that begin with
`$ ` are commands, and `> ` continues one; what lies below is replaced. A line that consists of `…` says where output
was cut: as many lines as stood before and after it are kept. A block marked `python` that is followed by one marked
`text` is a program with its output. The path of this project is left out of what is printed. The exit code is 1 where a
command ended with another code than 0, unless the command says what it expects with `echo $?`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CUT = "…"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:(\s*?)^```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ .*\n(?:> .*\n)*", re.MULTILINE)


class Runner:
    """Runs commands in one folder and remembers which failed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failed: list[str] = []
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"XDG_DATA_HOME": str(folder / ".data"), "PATH": path}  # what a page adds stays out of the user's account
        self.surroundings = os.environ | {"COLUMNS": "80", "NO_COLOR": "1"} | own

    def block(self, found: re.Match[str]) -> str:
        """One block of a page with what it prints today."""
        kind, body, between, printed = found.groups()
        if kind == "python":
            if printed is None:
                return found[0]
            fresh = _cut(self.run([sys.executable, "-c", body]), printed)
            return f"```python\n{body}```\n{between}```text\n{fresh}```\n"
        commands = list(COMMAND.finditer(body))
        ends = [command.start() for command in commands[1:]] + [len(body)]
        pairs = zip(commands, ends, strict=True)
        fresh = "".join(command[0] + self.command(command[0], body[command.end() : end]) for command, end in pairs)
        return f"```console\n{fresh}```\n" + (found[0].split("```\n", 1)[1] if printed is not None else "")

    def command(self, typed: str, printed: str) -> str:
        """What a command prints, cut where its old output was cut."""
        script = "\n".join(line[2:] for line in typed.splitlines())
        return _cut(self.run(["bash", "-c", script]), printed)

    def run(self, arguments: list[str]) -> str:
        """Standard output and standard error of a program, together."""
        done = subprocess.run(
            arguments, cwd=self.folder, env=self.surroundings, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            self.failed.append(f"{arguments[-1]}\n{done.stdout}")
        return done.stdout.replace(f"{ROOT}{os.sep}", "")


def _cut(fresh: str, old: str) -> str:
    lines = [line.rstrip() for line in fresh.splitlines()]
    kept = old.splitlines()
    if CUT in kept:
        head, tail = kept.index(CUT), len(kept) - kept.index(CUT) - 1
        if len(lines) > head + tail:
            lines = [*lines[:head], CUT, *lines[len(lines) - tail :]]
    return "".join(f"{line}\n" for line in lines)


def refresh(page: Path) -> list[str]:
    """The commands of one page that failed; the page is written anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "src").symlink_to(ROOT / "src")
        runner = Runner(folder)
        page.write_text(BLOCK.sub(runner.block, page.read_text("utf-8")), "utf-8")
    return runner.failed


if __name__ == "__main__":
    troubles = [f"{name}: {failed}" for name in sys.argv[1:] for failed in refresh(Path(name))]
    print("\n".join(troubles), end="")
    sys.exit(1 if troubles else 0)
