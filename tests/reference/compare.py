"""Compares random layers with PyTorch. For the development machine only: needs torch.

    /usr/bin/python3 tests/reference/compare.py [COUNT [SEED]]

Runs `build/headwise trace KEY=VALUE... --npy DIR` for COUNT random configurations and holds every
file against PyTorch: x, mask and parameters to the bit, the rest within 1e-5 of the tensor's
largest value, and the error's text where the layer raises.
"""
import os
import random
import subprocess
import sys
import tempfile
import warnings

import numpy
import torch

from record import WIRINGS, layer

HEADWISE = os.environ.get("HEADWISE", "build/headwise")


def choose(r, folder):
    """A random configuration, and a mask of its own or None."""
    c = dict(wiring=r.choice(("single",) + WIRINGS), batch=r.randint(1, 4), tokens=r.randint(1, 24),
             embed=r.randint(1, 48), heads=r.randint(1, 6), seed=r.randrange(2 ** 40),
             scale=r.choice(("width", "embed", "heads", "none")), bias=r.choice(("yes", "no")),
             softmax=r.choice(("key", "key", "query")), polarity=r.choice(("keep", "keep", "drop")),
             dropout=r.choice((0, 0.1, 0.5, r.random(), 1)), mode=r.choice(("eval", "train")),
             mask=r.choice(("none", "causal", "padding", "given")),
             check=r.choice(("yes", "no")))
    if r.random() < 0.7:
        c["embed"] = c["heads"] * r.randint(1, 12)
    if c["mask"] == "padding":
        c["valid"] = r.choice(("default", r.randint(0, c["tokens"])))
    if r.random() < 0.3:
        c["off"] = ",".join(str(h) for h in range(c["heads"]) if r.random() < 0.4) or "none"
    if c["mask"] != "given":
        return c, None
    mask = numpy.array([[float(r.random() < 0.7) for _ in range(c["tokens"])]
                        for _ in range(c["tokens"])], dtype="float32")
    numpy.save(os.path.join(folder, "given.npy"), mask)
    c["mask"] = os.path.join(folder, "given.npy")
    return c, torch.from_numpy(mask)


def difference(name, ours, theirs):
    """What is wrong with one tensor, or None."""
    exact = name in ("x", "mask") or name.endswith((".weight", ".bias"))
    if ours.shape != theirs.shape:
        return "%s is %s, should be %s" % (name, ours.shape, theirs.shape)
    if exact:
        return None if ours.tobytes() == theirs.tobytes() else name + " differs in bits"
    finite = numpy.isfinite(theirs)
    if not (numpy.array_equal(ours[~finite], theirs[~finite], equal_nan=True)
            and numpy.isfinite(ours[finite]).all()):
        return name + " differs in what is not finite"
    largest = numpy.abs(theirs[finite]).max(initial=0)
    worst = numpy.abs(ours[finite] - theirs[finite]).max(initial=0)
    return None if worst <= 1e-5 * largest else "%s is off by %g of %g" % (name, worst, largest)


def run(c, folder):
    words = ["%s=%s" % kv for kv in c.items()]
    done = subprocess.run([HEADWISE, "trace", *words, "--npy", folder], capture_output=True, text=True)
    return words, done


def compare(r):
    with tempfile.TemporaryDirectory() as folder:
        c, mask = choose(r, folder)
        words, done = run(c, os.path.join(folder, "npy"))
        tensors, error = layer(dict(c), mask)
        wrong = []
        if error is not None and "%s: %s" % (type(error).__name__, error) not in done.stderr:
            wrong.append("should raise %r, says %r" % (error, done.stderr))
        if done.returncode != (error is not None):
            wrong.append("exit %d: %s" % (done.returncode, done.stderr))
        for name, tensor in tensors.items():
            path = os.path.join(folder, "npy", name + ".npy")
            if not os.path.exists(path):
                wrong.append(name + " is missing")
                continue
            theirs = tensor.detach().contiguous().numpy()
            wrong.append(difference(name, numpy.load(path), theirs))
        wrong = [w for w in wrong if w]
        for w in wrong:
            print(" ".join(words), "\n   ", w)
        return not wrong, error is not None


def main(count=200, seed=0):
    r = random.Random(seed)
    warnings.simplefilter("ignore")
    with torch.no_grad():
        results = [compare(r) for _ in range(count)]
    bad = sum(not good for good, _ in results)
    print("%d layers compared, %d of them raise; %d differ" %
          (count, sum(raised for _, raised in results), bad))
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
