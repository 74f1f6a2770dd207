# Multi-head attention, and x added to what it finds, as in every transformer.
#
#   python3 residual.py              random start: (32, 10, 256), 8 heads
#   python3 residual.py DIR HEADS    x, mask and parameters from DIR/NAME.npy, as saved
#                                  by  headwise trace LESSON/STEP --npy DIR
import sys
from math import inf
from pathlib import Path

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F


class Head(nn.Module):
    def __init__(self, embed, head_dim, dropout=0.0, bias=True):
        super().__init__()
        self.width = head_dim
        self.query = nn.Linear(embed, head_dim, bias)
        self.key = nn.Linear(embed, head_dim, bias)
        self.value = nn.Linear(embed, head_dim, bias)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        Q = self.query(x)
        K = self.key(x)
        V = self.value(x)
        scores = Q @ K.transpose(-1, -2)
        scaled = scores / self.width ** 0.5
        masked = scaled
        if mask is not None:
            masked = scaled.masked_fill(mask == 0, -inf)
        weights = F.softmax(masked, dim=-1)
        dropped = self.dropout(weights)
        out = dropped @ V
        self.kept = locals()
        return out


class MultiHeadAttention(nn.Module):
    def __init__(self, embed, heads, dropout=0.0, bias=True):
        super().__init__()
        assert embed % heads == 0, \
            "Embedding size must be divisible by the number of heads"
        head_dim = embed // heads
        self.heads = nn.ModuleList(
            Head(embed, head_dim, dropout, bias) for _ in range(heads))
        self.fc_out = nn.Linear(embed, embed, bias)

    def forward(self, x, mask=None):
        head_outputs = [head(x, mask) for head in self.heads]
        concat = torch.cat(head_outputs, dim=-1)
        joined = self.fc_out(concat)
        self.kept = {"concat": concat, "joined": joined}
        out = x + joined
        return out


def show(layer, x, mask, out):
    """Prints what the forward pass kept, by the names of the trace."""
    inputs = {id(x), id(mask)}
    torch.set_printoptions(precision=4, sci_mode=False, linewidth=100)
    kept = {"x": x}
    modules = [*layer.named_modules()]
    for path, module in modules[1:] + modules[:1]:
        for name, tensor in getattr(module, "kept", {}).items():
            passed_on = mask is None and name.endswith("masked")
            if torch.is_tensor(tensor) and id(tensor) not in inputs and not passed_on:
                kept[f"{path}.{name}" if path else name] = tensor
    if out is not None:
        kept.setdefault("out", out)
    for name, tensor in kept.items():
        print(name, tuple(tensor.shape))
        print(tensor)


def main(folder=None, heads=8):
    torch.manual_seed(0)
    x, mask, bias = torch.rand(32, 10, 256), None, True
    saved = {}
    if folder:
        saved = {f.stem: torch.from_numpy(numpy.load(f)) for f in Path(folder).glob("*.npy")}
        x, mask = saved["x"], saved.get("mask")
        bias = any(name.endswith(".bias") for name in saved)
    layer = MultiHeadAttention(x.shape[-1], heads, bias=bias)
    layer.eval()
    if saved:
        layer.load_state_dict({name: saved[name] for name in layer.state_dict()})
    with torch.no_grad():
        out = None
        try:
            out = layer(x, mask)
        finally:
            show(layer, x, mask, out)


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
