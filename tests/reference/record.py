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
DEFAULTS = dict(wiring="single", batch=1, tokens=4, embed=8, heads=2, seed=0, mask="none",
                valid="default",
                scale="width", dropout=0.0, mode="eval", bias="yes", softmax="key",
                polarity="keep", off="none", check="yes")

CASES = dict(
    plain=dict(),
    causal=dict(batch=2, tokens=3, embed=5, seed=7, mask="causal"),
    padding=dict(batch=2, tokens=6, embed=4, seed=3, mask="padding", valid=2),
    padding_none=dict(tokens=3, embed=4, seed=30, mask="padding", valid=0),
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

WIRINGS = ("full-width", "head-dim", "sliced", "projected", "fused", "widened", "shared", "mean",
           "truncated", "no-transpose", "heads-first", "view-back", "residual")
WIRING_CASES = dict(
    plain=dict(tokens=3, embed=6, heads=2, seed=21),
    train=dict(batch=2, tokens=4, embed=6, heads=3, seed=22, mask="causal", dropout=0.3, mode="train"),
    off=dict(batch=2, tokens=3, embed=8, heads=4, seed=23, mask="padding", off="1,3", bias="no",
             scale="heads"),
    wrong=dict(tokens=4, embed=4, heads=2, seed=24, softmax="query", scale="embed"),
    unchecked=dict(tokens=3, embed=7, heads=2, seed=25, check="no"),
    checked=dict(tokens=2, embed=7, heads=2, seed=26),
    narrow=dict(tokens=2, embed=2, heads=3, seed=27, check="no"),
)
CONVERSATION = dict(batch=32, tokens=10, embed=256, heads=8)


def make_mask(c):
    T = c["tokens"]
    if c["mask"] == "none":
        return None
    if c["mask"] == "causal":
        return torch.tril(torch.ones(T, T))
    valid = max(1, T - 1) if c["valid"] == "default" else c["valid"]
    return (torch.arange(T) < valid).float().expand(T, T).contiguous()


def divisor(c, width):
    n = dict(width=width, embed=c["embed"], heads=c["heads"], none=1)[c["scale"]]
    return n ** 0.5


def attend(c, t, prefix, Q, K, V, mask):
    """From Q, K and V to what the weights make of V, kept in t; returns it."""
    t[prefix + "scores"] = Q @ K.transpose(-1, -2)
    t[prefix + "scaled"] = masked = t[prefix + "scores"] / divisor(c, Q.shape[-1])
    if mask is not None:
        hide = 0 if c["polarity"] == "keep" else 1
        t[prefix + "masked"] = masked = masked.masked_fill(mask == hide, float("-inf"))
    t[prefix + "weights"] = weights = F.softmax(masked, dim=-1 if c["softmax"] == "key" else -2)
    t[prefix + "dropped"] = F.dropout(weights, c["dropout"], c["mode"] == "train")
    return t[prefix + "dropped"] @ V


def new_linears(c, t, sizes, bias):
    """One nn.Linear a name, in order; their parameters are kept in t."""
    layers = {}
    for name, (width_in, width_out) in sizes.items():
        layers[name] = nn.Linear(width_in, width_out, bias)
        for k, v in layers[name].state_dict().items():
            t[name + "." + k] = v
    return layers


QKV = ("query", "key", "value")


def project(t, prefix, layers, names, x):
    for tensor, name in zip("QKV", names):
        t[prefix + tensor] = layers[name](x)
    return [t[prefix + tensor] for tensor in "QKV"]


def off(c):
    return [] if c["off"] == "none" else [int(h) for h in str(c["off"]).split(",")]


def single(c, t, x, mask, bias):
    E = c["embed"]
    layers = new_linears(c, t, {n: (E, E) for n in QKV}, bias)
    keep_mask(t, mask)
    t["out"] = attend(c, t, "", *project(t, "", layers, QKV, x), mask)


def separate(c, t, x, mask, bias):
    """All wirings whose heads are modules of their own."""
    wiring, E, H = c["wiring"], c["embed"], c["heads"]
    d = E // H
    full = wiring in ("full-width", "widened", "mean", "truncated")
    width_in = E if full or wiring in ("projected", "residual") else d
    width_out = E if full else d
    prefixes = ["head."] if wiring == "shared" else ["heads.%d." % h for h in range(H)]
    sizes = {p + n: (width_in, width_out) for p in prefixes for n in QKV}
    sizes["fc_out"] = (H * E if wiring == "widened" else E, E)
    layers = new_linears(c, t, sizes, bias)
    keep_mask(t, mask)
    outs = []
    for h in range(H):
        p, source = "heads.%d." % h, x
        if wiring in ("sliced", "shared"):
            t[p + "x"] = source = x[..., h * d:(h + 1) * d]
        names = [("head." if wiring == "shared" else p) + n for n in QKV]
        t[p + "out"] = attend(c, t, p, *project(t, p, layers, names, source), mask)
        outs.append(torch.zeros_like(t[p + "out"]) if h in off(c) else t[p + "out"])
    if wiring == "mean":
        t["mean"] = joined = torch.stack(outs).mean(dim=0)
    else:
        t["concat"] = joined = torch.cat(outs, dim=-1)
    if wiring == "truncated":
        t["truncated"] = joined = joined[..., :E]
    joined = layers["fc_out"](joined)
    if wiring == "residual":
        t["joined"] = joined
        joined = x + joined
    t["out"] = joined


def fused(c, t, x, mask, bias):
    E, H = c["embed"], c["heads"]
    layers = new_linears(c, t, {n: (E, E) for n in QKV + ("fc_out",)}, bias)
    keep_mask(t, mask)
    B, T, _ = x.shape
    heads = []
    for tensor, whole in zip("QKV", project(t, "", layers, QKV, x)):
        t[tensor + "_heads"] = (whole.view(B, H, T, E // H) if c["wiring"] == "heads-first" else
                                whole.view(B, T, H, E // H).transpose(1, 2))
        heads.append(t[tensor + "_heads"])
    t["context"] = context = attend(c, t, "", *heads, mask)
    if off(c):
        context = context.clone()
        context[:, off(c)] = 0
    if c["wiring"] == "view-back":
        t["concat"] = context.transpose(1, 2).view(B, T, E)
    elif c["wiring"] == "no-transpose":
        t["concat"] = context.reshape(B, T, E)
    else:
        t["concat"] = context.transpose(1, 2).reshape(B, T, E)
    t["out"] = layers["fc_out"](t["concat"])


def keep_mask(t, mask):
    if mask is not None:
        t["mask"] = mask


def layer(c, given_mask=None):
    """Every tensor of the layer by name, drawn in PyTorch's order; and what it raises, or None."""
    c = {**DEFAULTS, **c}
    t = {}
    wiring = {"single": single, "fused": fused, "no-transpose": fused, "heads-first": fused,
              "view-back": fused}.get(c["wiring"], separate)
    try:
        torch.manual_seed(int(c["seed"]))
        t["x"] = x = torch.rand(c["batch"], c["tokens"], c["embed"])
        if c["wiring"] != "single" and c["check"] == "yes":
            assert c["embed"] % c["heads"] == 0, \
                "Embedding size must be divisible by the number of heads"
        mask = make_mask(c) if given_mask is None else given_mask
        wiring(c, t, x, mask, c["bias"] == "yes")
    except (RuntimeError, AssertionError, ValueError, ZeroDivisionError) as error:
        return t, error
    return t, None


def words(tensor):
    flat = tensor.detach().contiguous().view(-1).float().numpy()
    return ["%08x" % struct.unpack("<I", struct.pack("<f", v))[0] for v in flat]


def config_line(config):
    return "config" + "".join(" %s=%s" % kv for kv in config.items()) + "\n"


def write(name, config, tensors, error=None, ending=".txt"):
    with open(os.path.join(HERE, name + ending), "w") as f:
        f.write(config_line(config))
        if error is not None:
            f.write("raises %s %s\n" % (type(error).__name__, error))
        for n, tensor in tensors.items():
            f.write("tensor %s %s\n" % (n, " ".join(map(str, tensor.shape))))
            w = words(tensor)
            for i in range(0, len(w), 8):
                f.write(" ".join(w[i:i + 8]) + "\n")


def sample(name, config, tensors, error):
    """Of large tensors: shape, sum of magnitudes, and every 9973rd cell's bits."""
    with open(os.path.join(HERE, name + ".sample"), "w") as f:
        f.write(config_line(config))
        if error is not None:
            f.write("raises %s %s\n" % (type(error).__name__, error))
        for n, tensor in tensors.items():
            f.write("tensor %s %s\n" % (n, " ".join(map(str, tensor.shape))))
            f.write("%.9e " % tensor.detach().double().abs().sum().item())
            f.write(" ".join(words(tensor.detach().reshape(-1)[::9973])) + "\n")


def generator():
    """Draws of the generator itself: past one refill, and keep patterns."""
    t = {}
    for seed in (0, 1, 42, 4294967295):
        torch.manual_seed(seed)
        t["uniform.%d" % seed] = torch.rand(700)
        torch.manual_seed(seed)
        t["keep.%d" % seed] = torch.empty(400).bernoulli_(0.7)
    return t


def record():
    for name, case in CASES.items():
        write(name, case, layer(case)[0])
    for wiring in WIRINGS:
        for name, case in WIRING_CASES.items():
            config = {"wiring": wiring, **case}
            write(wiring + "_" + name, config, *layer(config))
        config = {"wiring": wiring, **CONVERSATION}
        sample(wiring, config, *layer(config))
    write("generator", {}, generator(), ending=".draws")


if __name__ == "__main__":
    with torch.no_grad():
        record()
