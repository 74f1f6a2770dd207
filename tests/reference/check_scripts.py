"""Runs printed scripts in PyTorch. For the development machine only: needs torch.

    make check-script            or  python3 tests/reference/check_scripts.py [COUNT [SEED]]

For COUNT random layers, the script of `headwise pytorch` must agree with every tensor that
`headwise trace --npy DIR` saved, and must notice one number changed and one file removed.
"""
import os
import random
import subprocess
import sys
import tempfile

try:
    import numpy
    import torch  # noqa: F401: what the scripts need
    from compare import HEADWISE, choose, run
except ImportError as missing:
    sys.exit("check-script: needs PyTorch and numpy (%s)" % missing)


def check(script, folder):
    return subprocess.run([sys.executable, "-W", "ignore", "-", "--check", folder], input=script,
                          capture_output=True, text=True)


def tamper(r, folder):
    """Changes one number of one saved tensor that the script computes; says which."""
    names = [n for n in sorted(os.listdir(folder)) if n == "x.npy" or n.endswith(".weight.npy")]
    path = os.path.join(folder, r.choice(names))
    values = numpy.load(path)
    if values.size == 0:
        path = os.path.join(folder, "x.npy")
        values = numpy.load(path)
    values.flat[r.randrange(values.size)] += 0.25
    numpy.save(path, values)
    return os.path.basename(path)


def complaints(r, folder):
    """What is wrong with one random layer's script."""
    c, _ = choose(r, folder)
    saved = os.path.join(folder, "npy")
    words, traced = run(c, saved)
    printed = subprocess.run([HEADWISE, "pytorch", *words], capture_output=True, text=True)
    if printed.returncode:
        return words, ["no script: " + printed.stderr]
    wrong = []
    done = check(printed.stdout, saved)
    if done.returncode:
        wrong.append("differs: %s%s" % (done.stdout[-200:], done.stderr))
    if traced.stderr and traced.stderr not in done.stderr:
        wrong.append("trace says %r, the script %r" % (traced.stderr, done.stderr))
    name = tamper(r, saved)
    if check(printed.stdout, saved).returncode == 0:
        wrong.append("does not notice a change in " + name)
    os.remove(os.path.join(saved, "x.npy"))
    if check(printed.stdout, saved).returncode == 0:
        wrong.append("does not notice that x.npy is gone")
    return words, wrong


def main(count=40, seed=0):
    r = random.Random(seed)
    bad = 0
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            words, wrong = complaints(r, folder)
        bad += bool(wrong)
        for w in wrong:
            print(" ".join(words), "\n   ", w)
    print("%d scripts run in PyTorch; %d wrong" % (count, bad))
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
