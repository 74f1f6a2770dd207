# One attention head as wide as the embedding, every intermediate printed.
#
#   python3 single.py        random start: the last step of lesson "single-head"
#   python3 single.py DIR    x and parameters from DIR/NAME.npy, as saved by
#                            headwise trace single-head/3 --npy DIR
import os
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F


class SelfAttention(nn.Module):
    def __init__(self, embed, dropout=0.0, bias=True):
        super().__init__()
        self.width = embed
        self.query = nn.Linear(embed, embed, bias)
        self.key = nn.Linear(embed, embed, bias)
        self.value = nn.Linear(embed, embed, bias)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        Q = self.query(x)
        K = self.key(x)
        V = self.value(x)
        scores = Q @ K.transpose(-1, -2)
        scaled = scores / self.width ** 0.5
        masked = scaled
        if mask is not None:
            masked = scaled.masked_fill(mask == 0, float("-inf"))
        weights = F.softmax(masked, dim=-1)
        dropped = self.dropout(weights)
        out = dropped @ V
        self.tensors = dict(x=x, Q=Q, K=K, V=V, scores=scores, scaled=scaled,
                            masked=masked, weights=weights, dropped=dropped,
                            out=out)
        return out


def load(folder, name):
    import numpy
    path = os.path.join(folder, name + ".npy")
    return torch.from_numpy(numpy.load(path)) if os.path.exists(path) else None


def main(folder=None):
    torch.manual_seed(0)
    x = torch.rand(1, 5, 8)
    mask = None
    if folder:
        x = load(folder, "x")
        mask = load(folder, "mask")
    bias = not folder or load(folder, "query.bias") is not None
    layer = SelfAttention(x.shape[-1], bias=bias)
    layer.eval()
    if folder:
        names = layer.state_dict().keys()
        layer.load_state_dict({name: load(folder, name) for name in names})
    with torch.no_grad():
        layer(x, mask)
    torch.set_printoptions(precision=4, sci_mode=False, linewidth=100)
    for name, tensor in layer.tensors.items():
        print(name, tuple(tensor.shape))
        print(tensor)


if __name__ == "__main__":
    main(*sys.argv[1:2])
