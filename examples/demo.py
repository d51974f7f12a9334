"""The main job on real files: drop proposals and minutes records, and see receipts, charters, agendas and minutes come out.

Usage: ``python examples/demo.py FOLDER``. Run it again: every file is known as a duplicate, and no document changes by a byte.
It lives on fixed days in autumn 2026, so it works in any year.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

EXAMPLES = Path(__file__).parent
PROPOSALS_DAY, SENDING_DAY, MINUTES_DAY = "2026-11-05", "2026-11-16", "2026-12-10"
CLUSTERS = (
    "nordjylland-nord", "nordjylland-midt", "nordjylland-syd", "nordjylland-vest",
    "syddanmark-fyn", "syddanmark-lillebaelt", "syddanmark-soenderjylland", "syddanmark-sydvestjylland",
)  # fmt: skip


@dataclass
class Demo:
    """One run of the demo in a workspace."""

    workspace: Path
    wrong: list[str] = field(default_factory=list)

    def klynge(self, *words: str, day: str, status: int = 0) -> list[str]:
        """Run the real command on a fixed day, and see that it ends as it should.

        Returns:
            The lines on its standard output.
        """
        command = [sys.executable, "-m", "workflow.cli", *words]
        environ = {**os.environ, "KLYNGE_MAPPE": str(self.workspace), "KLYNGE_I_DAG": day, "PYTHONUTF8": "1"}
        print(f"$ klynge {' '.join(words)}   ({day})", flush=True)
        done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode != status:
            self.wrong.append(f"'klynge {' '.join(words)}' ended with {done.returncode}, expected {status}")
        return done.stdout.splitlines()

    def drop(self, folder: str, day: str, *, again: bool) -> None:
        """Lay every file of an example folder in the inbox, take it in, and look at the receipts."""
        files = sorted(path for path in (EXAMPLES / folder).iterdir() if path.is_file())
        for file in files:
            shutil.copyfile(file, self.workspace / "inbox" / file.name)
        rejected = {file.name for file in files if is_wrong(file)}
        printed = self.klynge("modtag", day=day, status=1 if rejected else 0)
        receipts = [Path(line) for line in printed if line.endswith(".html")]
        if len(receipts) != len(files):
            self.wrong.append(f"{len(files)} files dropped, {len(receipts)} receipts")
        for file in files:
            self._check(file, [receipt for receipt in receipts if file.stem in receipt.name], again=again)

    def _check(self, file: Path, receipts: list[Path], *, again: bool) -> None:
        """See that a file's receipt says what it should."""
        expected = ("DUBLET",) if again else ("AFVIST", "ULÆSELIG") if is_wrong(file) else ("MODTAGET",)
        if len(receipts) != 1 or not any(word in receipts[0].name for word in expected):
            self.wrong.append(f"{file.name}: expected one receipt {expected}, found {[receipt.name for receipt in receipts]}")
        elif again and "dublet af nr" not in receipts[0].read_text("utf-8").casefold():
            self.wrong.append(f"{file.name}: the receipt does not say of what it is a duplicate")

    def documents(self) -> dict[Path, str]:
        """Every document that lies there, with a checksum of its bytes."""
        return {
            path: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((self.workspace / "outbox").rglob("*.docx"))
        }

    def count(self) -> None:
        """See that each cluster has its charter, its agenda and its minutes."""
        for kind in ("Kommissorium", "Dagsorden", "Referat"):
            found = [path for path in self.documents() if path.name.startswith(kind)]
            print(f"{len(found)} × {kind.casefold()}")
            if len(found) != len(CLUSTERS):
                self.wrong.append(f"{len(found)} documents of the kind {kind}, expected {len(CLUSTERS)}")


def is_wrong(file: Path) -> bool:
    """Whether an example is wrong on purpose: its name begins with a number from 20 to 39."""
    return "20" <= file.name[:2] <= "39"


def main(folder: str) -> int:
    """Run the demo in a folder; 0 when everything came out as it should."""
    demo = Demo(Path(folder))
    again = (demo.workspace / "klynge.toml").exists()
    demo.klynge("nyt", str(demo.workspace), day=PROPOSALS_DAY)
    before = demo.documents()
    demo.drop("forslag", PROPOSALS_DAY, again=again)
    demo.klynge("kommissorium", *CLUSTERS, day=PROPOSALS_DAY)
    demo.klynge("dagsorden", *CLUSTERS, "--udsend", day=SENDING_DAY)
    demo.drop("referater", MINUTES_DAY, again=again)
    demo.klynge("referat", *CLUSTERS, day=MINUTES_DAY)
    demo.count()
    if again and before != demo.documents():
        demo.wrong.append("a document changed although the same files were dropped again")
    for sentence in demo.wrong:
        print(f"WRONG: {sentence}", file=sys.stderr)
    print(f"Se {demo.workspace / 'outbox'}" if not demo.wrong else "The demo did not come out as it should.")
    return 1 if demo.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["demo"]))
