"""Records PyTorch's numbers for the tests. For the development machine only: needs torch.

    /usr/bin/python3 tests/reference/record.py

Writes NAME.txt beside itself: a line `config KEY=VALUE...`, then for each tensor a line
`tensor NAME SIZE...` and its float32 bits, eight hex words a line.
"""
import os
import struct

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULTS = dict(wiring="single", batch=1, tokens=4, embed=8, heads=2, seed=0, mask="none", valid=0,
                scale="width", dropout=0.0, mode="eval", bias="yes", softmax="key",
                polarity="keep")

CASES = dict(
    plain=dict(),
    causal=dict(batch=2, tokens=3, embed=5, seed=7, mask="causal"),
    padding=dict(batch=2, tokens=6, embed=4, seed=3, mask="padding", valid=2),
    padding_default=dict(tokens=5, embed=3, seed=11, mask="padding"),
    dropout=dict(batch=3, tokens=5, embed=6, seed=1, dropout=0.3, mode="train"),
    dropout_causal=dict(tokens=7, embed=6, seed=2, dropout=0.5, mode="train", mask="causal"),
    dropout_all=dict(tokens=4, embed=4, seed=5, dropout=1.0, mode="train"),
    dropout_none=dict(tokens=4, embed=4, seed=5, dropout=0.0, mode="train"),
    dropout_eval=dict(tokens=4, embed=4, seed=5, dropout=0.5),
    no_bias=dict(tokens=6, embed=7, seed=9, bias="no"),
    scale_embed=dict(tokens=4, embed=9, seed=4, scale="embed"),
    scale_heads=dict(tokens=4, embed=9, heads=3, seed=4, scale="heads"),
    scale_none=dict(tokens=4, embed=9, seed=4, scale="none"),
    softmax_query=dict(batch=2, tokens=5, embed=4, seed=6, softmax="query"),
    drop_polarity=dict(tokens=4, embed=4, seed=8, mask="causal", polarity="drop"),
    big_seed=dict(tokens=3, embed=3, seed=4294967301),
    huge_seed=dict(tokens=3, embed=3, seed=9223372036854775807),
    one=dict(tokens=1, embed=1, seed=12),
    odd=dict(batch=1, tokens=17, embed=33, seed=13, mask="causal"),
    fan_ins=dict(tokens=2, embed=24, seed=14),
)


def make_mask(c):
    T = c["tokens"]
    if c["mask"] == "none":
        return None
    if c["mask"] == "causal":
        return torch.tril(torch.ones(T, T))
    valid = c["valid"] or max(1, T - 1)
    return (torch.arange(T) < valid).float().expand(T, T).contiguous()


def divisor(c, width):
    n = dict(width=width, embed=c["embed"], heads=c["heads"], none=1)[c["scale"]]
    return n ** 0.5


def single(c):
    """Every tensor of the layer by name, drawn in PyTorch's order."""
    t = {}
    torch.manual_seed(c["seed"])
    t["x"] = x = torch.rand(c["batch"], c["tokens"], c["embed"])
    bias = c["bias"] == "yes"
    layers = {n: nn.Linear(c["embed"], c["embed"], bias) for n in ("query", "key", "value")}
    for n, layer in layers.items():
        for k, v in layer.state_dict().items():
            t[n + "." + k] = v
    mask = make_mask(c)
    if mask is not None:
        t["mask"] = mask
    t["Q"], t["K"], t["V"] = (layers[n](x) for n in ("query", "key", "value"))
    t["scores"] = t["Q"] @ t["K"].transpose(-1, -2)
    masked = t["scaled"] = t["scores"] / divisor(c, c["embed"])
    if mask is not None:
        hide = 0 if c["polarity"] == "keep" else 1
        masked = t["masked"] = t["scaled"].masked_fill(mask == hide, float("-inf"))
    t["weights"] = F.softmax(masked, dim=-1 if c["softmax"] == "key" else -2)
    t["dropped"] = F.dropout(t["weights"], c["dropout"], c["mode"] == "train")
    t["out"] = t["dropped"] @ t["V"]
    return t


def words(tensor):
    flat = tensor.detach().contiguous().view(-1).float().numpy()
    return ["%08x" % struct.unpack("<I", struct.pack("<f", v))[0] for v in flat]


def write(name, config, tensors, ending=".txt"):
    with open(os.path.join(HERE, name + ending), "w") as f:
        f.write("config" + "".join(" %s=%s" % kv for kv in config.items()) + "\n")
        for n, tensor in tensors.items():
            f.write("tensor %s %s\n" % (n, " ".join(map(str, tensor.shape))))
            w = words(tensor)
            for i in range(0, len(w), 8):
                f.write(" ".join(w[i:i + 8]) + "\n")


def generator():
    """Draws of the generator itself: past one refill, and keep patterns."""
    t = {}
    for seed in (0, 1, 42, 4294967295):
        torch.manual_seed(seed)
        t["uniform.%d" % seed] = torch.rand(700)
        torch.manual_seed(seed)
        t["keep.%d" % seed] = torch.empty(400).bernoulli_(0.7)
    return t


if __name__ == "__main__":
    for name, case in CASES.items():
        with torch.no_grad():
            write(name, case, single({**DEFAULTS, **case}))
    write("generator", {}, generator(), ".draws")
