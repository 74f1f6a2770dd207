"""Times eager PyTorch on a layer, keeping every intermediate as the trace does; asked by tests/bench.c.

Reads lines `WIRING BATCH TOKENS EMBED HEADS COUNT` and answers each with COUNT times in
milliseconds, or with `unknown`. One thread, OpenBLAS where it is installed.
"""
import os
import subprocess
import sys
import time


def prefer_openblas():
    """Starts this script again with OpenBLAS found first: the loader looks only at the start."""
    if "HEADWISE_BLAS" in os.environ:
        return
    os.environ.update(HEADWISE_BLAS="chosen", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    name = "libblas.so.3-%s-linux-gnu" % os.uname().machine
    try:
        listed = subprocess.run(["update-alternatives", "--list", name], capture_output=True,
                                text=True, check=False).stdout.split()
    except OSError:
        listed = []
    folders = [os.path.dirname(path) for path in listed if "openblas" in path]
    if folders:
        os.environ["LD_LIBRARY_PATH"] = folders[0]
    os.execv(sys.executable, [sys.executable] + sys.argv)


prefer_openblas()
try:
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
except ImportError:
    sys.exit()


def head(t, prefix, x, query, key, value, width):
    """One head's tensors into t, by name; its out."""
    t[prefix + "Q"], t[prefix + "K"], t[prefix + "V"] = query(x), key(x), value(x)
    t[prefix + "scores"] = t[prefix + "Q"] @ t[prefix + "K"].transpose(-1, -2)
    t[prefix + "scaled"] = t[prefix + "scores"] / width ** 0.5
    t[prefix + "weights"] = F.softmax(t[prefix + "scaled"], dim=-1)
    t[prefix + "dropped"] = F.dropout(t[prefix + "weights"], 0.0, False)
    t[prefix + "out"] = t[prefix + "dropped"] @ t[prefix + "V"]
    return t[prefix + "out"]


def single(E, H):
    layers = [nn.Linear(E, E) for _ in range(3)]
    return lambda t, x: head(t, "", x, *layers, E)


def joined_heads(E, H, width, joined):
    heads = [[nn.Linear(E, width) for _ in range(3)] for _ in range(H)]
    fc_out = nn.Linear(joined, E)

    def forward(t, x):
        outs = [head(t, "heads.%d." % h, x, *heads[h], width) for h in range(H)]
        t["concat"] = torch.cat(outs, dim=-1)
        t["out"] = fc_out(t["concat"])
    return forward


def fused(E, H):
    query, key, value, fc_out = (nn.Linear(E, E) for _ in range(4))

    def forward(t, x):
        B, T, _ = x.shape
        for name, layer in (("Q", query), ("K", key), ("V", value)):
            t[name] = layer(x)
            t[name + "_heads"] = t[name].view(B, T, H, E // H).transpose(1, 2)
        t["scores"] = t["Q_heads"] @ t["K_heads"].transpose(-1, -2)
        t["scaled"] = t["scores"] / (E // H) ** 0.5
        t["weights"] = F.softmax(t["scaled"], dim=-1)
        t["dropped"] = F.dropout(t["weights"], 0.0, False)
        t["context"] = t["dropped"] @ t["V_heads"]
        t["concat"] = t["context"].transpose(1, 2).reshape(B, T, E)
        t["out"] = fc_out(t["concat"])
    return forward


WIRINGS = {
    "single": single,
    "projected": lambda E, H: joined_heads(E, H, E // H, E),
    "full-width": lambda E, H: joined_heads(E, H, E, E),  # raises at fc_out, as it should
    "widened": lambda E, H: joined_heads(E, H, E, H * E),
    "fused": fused,
}


def timed(forward, x):
    t = {}
    begin = time.perf_counter()
    try:
        forward(t, x)
    except RuntimeError:
        pass
    return (time.perf_counter() - begin) * 1e3


def blas():
    with open("/proc/self/maps") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line.rsplit("/", 1)[-1]}
    return ", ".join(sorted(files)) or "a BLAS of its own"


def main():
    torch.set_num_threads(1)
    print("PyTorch %s with %s" % (torch.__version__, blas()), flush=True)
    layers = {}
    for line in sys.stdin:
        wiring, *numbers = line.split()
        B, T, E, H, count = map(int, numbers)
        if wiring not in WIRINGS:
            print("unknown", flush=True)
            continue
        key = (wiring, B, T, E, H)
        if key not in layers:
            layers[key] = WIRINGS[wiring](E, H), torch.rand(B, T, E)
        print(*("%.6f" % timed(*layers[key]) for _ in range(count)), flush=True)


if __name__ == "__main__":
    with torch.no_grad():
        main()
