# As fused.py, but with the wrong view on the way in: heads first, without a transpose. The shape
# is right, and a head's row is made of other heads' parts of other tokens.
#
#   python3 heads-first.py              random start: (32, 10, 256), 8 heads
#   python3 heads-first.py DIR HEADS    x, mask and parameters from DIR/NAME.npy, as saved
#                              by  headwise trace LESSON/STEP --npy DIR
import sys
from math import inf
from pathlib import Path

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, embed, heads, dropout=0.0, bias=True):
        super().__init__()
        assert embed % heads == 0, \
            "Embedding size must be divisible by the number of heads"
        self.count, self.width = heads, embed // heads
        self.query = nn.Linear(embed, embed, bias)
        self.key = nn.Linear(embed, embed, bias)
        self.value = nn.Linear(embed, embed, bias)
        self.fc_out = nn.Linear(embed, embed, bias)
        self.dropout = nn.Dropout(dropout)

    def split(self, x):
        B, T, E = x.shape
        return x.view(B, self.count, T, self.width)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        Q = self.query(x)
        K = self.key(x)
        V = self.value(x)
        Q_heads = self.split(Q)
        K_heads = self.split(K)
        V_heads = self.split(V)
        scores = Q_heads @ K_heads.transpose(-1, -2)
        scaled = scores / self.width ** 0.5
        masked = scaled
        if mask is not None:
            masked = scaled.masked_fill(mask == 0, -inf)
        weights = F.softmax(masked, dim=-1)
        dropped = self.dropout(weights)
        context = dropped @ V_heads
        concat = context.transpose(1, 2).reshape(B, T, E)
        out = self.fc_out(concat)
        self.kept = locals()
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
