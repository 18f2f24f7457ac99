"""Peers on the same texts and machine: characters a second of each, as multiples of plain `jieba.cut` timed beside it.

    python tests/benchmarks/peers.py [--seconds N] [--only NAME ...]

Each peer is installed from PyPI into an environment of its own under build/peers and does what it is best known for, in one process. One
that cannot be installed or does not run on this Python is passed over with the reason. Their times are the processor's, models loaded
before, so that a busy machine does not matter. zhengce's own figure is every table of the same texts, one text at a time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from speed import ROOT, texts

HOME = ROOT / "build" / "peers"
DOCUMENTS = 300


@dataclass(frozen=True, slots=True)
class Peer:
    """What to install (nothing: it is here), and the Python that makes `read`, a function of one text, of it."""

    does: str
    packages: tuple[str, ...]
    code: str


PEERS = {
    "jieba.posseg": Peer(
        "words and parts of speech",
        ("jieba",),
        "import jieba.posseg\nread = lambda text: list(jieba.posseg.cut(text))",
    ),
    "JioNLP": Peer(
        "times of day and date",
        ("jionlp",),
        "import jionlp\nread = lambda text: jionlp.ner.extract_time(text, time_base=0)",
    ),
    "LAC": Peer(
        "words, parts of speech and names",
        ("lac", "paddlepaddle<2.6", "numpy<2"),
        "from LAC import LAC\nread = LAC(mode='lac').run",
    ),
    "THULAC": Peer(
        "words and parts of speech",
        ("thulac",),
        "import thulac\nread = thulac.thulac().cut",
    ),
    "zhengce": Peer(
        "all tables",
        (),
        "import zhengce\nread = lambda text: zhengce.extract(text, published='2020-01-01')",
    ),
}

# One process: texts on standard input, characters and processor seconds of the peer and of jieba.cut on the last line of output.
MEASURE = """
import io, json, sys
from time import process_time
texts = json.loads(sys.stdin.read())
seconds = float(sys.argv[1])
import jieba
jieba.setLogLevel("ERROR"); jieba.initialize()
{code}
read(texts[0])
chars = spent = beside = 0
for text in texts[1:]:
    began = process_time(); read(text); spent += process_time() - began
    began = process_time(); list(jieba.cut(text)); beside += process_time() - began
    chars += len(text)
    if spent > seconds:
        break
print("\\n" + json.dumps([chars, spent, beside]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20, help="processor time for each peer")
    parser.add_argument("--only", nargs="*", choices=list(PEERS), default=list(PEERS))
    options = parser.parse_args()
    where, records = texts(DOCUMENTS)
    sample = json.dumps([record["text"] for record in records])
    print(f"{where}; processor seconds of one process\n")
    print(f"{'peer':<14}{'does':<36}{'characters/s':>14}{'x jieba.cut':>13}")
    for name in options.only:
        peer = PEERS[name]
        try:
            chars, spent, beside = measure(name, peer, sample, options.seconds)
            print(f"{name:<14}{peer.does:<36}{chars / spent:>14,.0f}{beside / spent:>13.2f}")
        except subprocess.CalledProcessError as error:
            reasons = [line.strip() for line in (error.stderr or "").splitlines() if "error:" in line.lower()]
            print(f"{name:<14}passed over: {(reasons or ['no reason given'])[-1][:120]}")


def measure(name: str, peer: Peer, sample: str, seconds: float) -> tuple[int, float, float]:
    """Characters, seconds of the peer, and seconds of `jieba.cut` on the same texts. Raises CalledProcessError where it does not run."""
    python = environment(name, peer)
    done = subprocess.run(
        [python, "-c", MEASURE.format(code=peer.code), str(seconds)],
        input=sample,
        check=True,
        capture_output=True,
        text=True,
    )
    chars, spent, beside = json.loads(done.stdout.splitlines()[-1])
    return chars, spent, beside


def environment(name: str, peer: Peer) -> Path:
    """The Python of the environment with the peer in it, made where it is not there."""
    if not peer.packages:
        return Path(sys.executable)
    folder = HOME / name
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    # Peers are old: they are built with the setuptools of their time.
    for options in (("setuptools<81", "wheel", "jieba"), ("--no-build-isolation", *peer.packages)):
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options],
            check=True,
            capture_output=True,
            text=True,
        )
    return python


if __name__ == "__main__":
    sys.exit(main())
