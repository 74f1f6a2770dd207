"""Holds the clinic against real PyTorch: each program is raised, its traceback explained, the mend put
into the marked line, and the program run again.

A program is Python with one line that ends in '# here': the mend goes there, in place of the line where
it is a statement, else in place of what is right of the '='. `make check-clinic` runs this; it needs
torch."""

import json
import os
import re
import subprocess
import sys
import traceback

HEADWISE = os.environ.get("HEADWISE", "build/headwise")

START = """
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import inf
torch.manual_seed(0)
"""

# class, confidence at least ('' is any), program
PROGRAMS = [
    ("mm", """
layer = nn.Linear(512, 128)  # here
x = torch.randn(5, 128)
y = layer(x)
"""),
    ("mm", """
context = torch.randn(2, 77, 1024)
to_k = nn.Linear(768, 640)  # here
k = to_k(context)
"""),
    ("mm", """
q, k = torch.randn(10, 64), torch.randn(10, 64)
scores = q @ k  # here
"""),
    ("mm", """
x = torch.randn(4, 512, 100)
layer = nn.Linear(512, 512)
y = layer(x)  # here
"""),
    ("bmm", """
q, k = torch.randn(2, 6, 50, 64), torch.randn(2, 6, 70, 64)
scores = torch.matmul(q, k) / 8  # here
"""),
    ("bmm", """
q, k = torch.randn(12, 50, 64), torch.randn(12, 70, 64)
scores = torch.bmm(q, k)  # here
"""),
    ("broadcast", """
scores = torch.randn(2, 6, 70, 70)
mask = torch.ones(80, 80).tril()
scores = scores.masked_fill(mask[:] == 0, -1e9)  # here
"""),
    ("broadcast", """
scores, keep = torch.randn(2, 6, 70, 70), torch.ones(2, 70)
scores = scores.masked_fill(keep == 0, -1e9)  # here
"""),
    ("broadcast", """
scores, mask = torch.randn(4, 8, 10, 10), torch.ones(4, 10, 10)
scores = scores.masked_fill(mask == 0, -1e9)  # here
"""),
    ("broadcast", """
x, pos_table = torch.randn(2, 350, 64), torch.randn(1, 300, 64)
x = x + pos_table  # here
"""),
    ("broadcast", """
q, k = torch.randn(2, 24, 50, 64), torch.randn(2, 6, 50, 64)
scores = q @ k.transpose(-2, -1)  # here
"""),
    ("view", """
B, T, d = 2, 100, 51
x = torch.randn(B, T, 512)
heads = 10  # here
y = x.view(B, T, heads, 512 // heads)
"""),
    ("view", """
k = torch.randn(2, 50, 256)
k = k.view(2, 50, 32, 64)  # here
"""),
    ("view", """
mha = nn.MultiheadAttention(512, 8)  # here
q, kv = torch.randn(2, 50, 512), torch.randn(2, 70, 512)
y = mha(q, kv, kv)
"""),
    ("strides", """
B, T, E = 2, 50, 384
x = torch.randn(B, 6, T, 64)
y = x.transpose(1, 2).view(B, T, E)  # here
"""),
    ("strides", """
x = torch.randn(4, 8, 16)
y = x.transpose(0, 1).view(32, 16)  # here
"""),
    ("expand", """
cache = torch.zeros(1, 100, 6, 64)
new = torch.randn(1, 120, 6, 64)
cache[:, :120] = new  # here
"""),
    ("mask", """
mha = nn.MultiheadAttention(384, 6, batch_first=True)
x, mask = torch.randn(2, 50, 384), torch.zeros(2, 50, 50)
attn_mask = mask
attn_mask = attn_mask  # here
y = mha(x, x, x, attn_mask=attn_mask)
"""),
    ("mask", """
x = torch.randn(4, 120, 384)
embed_dim, num_heads = 384, 6
mha = nn.MultiheadAttention(384, 6)  # here
y = mha(x, x, x, attn_mask=torch.ones(120, 120).triu(1).bool())
"""),
    ("divisible", """
embed_dim, num_heads = 640, 12
num_heads = 12  # here
mha = nn.MultiheadAttention(embed_dim, num_heads)
"""),
    ("embed_dim", """
num_heads = 8
mha = nn.MultiheadAttention(384, 6)  # here
x = torch.randn(50, 2, 640)
y = mha(x, x, x)
"""),
    ("cat", """
cls, x = torch.zeros(1, 1, 384), torch.randn(8, 196, 384)
x = torch.cat((cls, x), dim=1)  # here
"""),
    ("cat", """
items = [torch.randn(5, 4), torch.randn(7, 4)]
batch = torch.stack(items)  # here
"""),
    ("unpack", """
qkv = torch.randn(2, 50, 192)
q, k, v = qkv.split(48, dim=-1)  # here
"""),
    ("layer_norm", """
norm = nn.LayerNorm(96)
x = torch.randn(2, 96, 32, 32)
y = norm(x)  # here
"""),
    ("layer_norm", """
norm = nn.LayerNorm(384)  # here
x = torch.randn(2, 50, 640)
y = norm(x)
"""),
    ("conv", """
conv = nn.Conv2d(3, 384, 16, 16)
x = torch.randn(2, 224, 224, 3)
y = conv(x)  # here
"""),
    ("conv", """
conv = nn.Conv1d(384, 384, 3, padding=1)
x = torch.randn(2, 50, 384)
y = conv(x)  # here
"""),
    ("index", """
position_table = nn.Embedding(100, 8)
positions = torch.arange(120)
y = position_table(positions)  # here
"""),
    ("dtype", """
x, w = torch.randn(2, 64), torch.randn(64, 3).double()
y = x @ w  # here
"""),
    ("dtype", """
scores, mask = torch.randn(5, 5).half(), torch.ones(5, 5).bool()
scores = scores.masked_fill(mask, -1e9)  # here
"""),
    ("in-place", """
x = torch.randn(5, 5, requires_grad=True)
w, mask = torch.softmax(x, -1), torch.ones(5, 5).bool()
y = (w * w).sum()
w = w.masked_fill_(mask, 0)  # here
y.backward()
"""),
    ("loss", """
logits, targets = torch.randn(2, 50, 9), torch.zeros(2, 50).long()
loss = F.cross_entropy(logits, targets)  # here
"""),
    ("call", """
norm, mha = nn.LayerNorm(384), nn.MultiheadAttention(384, 6)
x = torch.randn(5, 2, 384)
out = mha(x, x, x)
y = norm(out)  # here
"""),
    ("call", """
x, heads = torch.randn(2, 50, 384), 6
y = x.view(2, 50, 6, 384 / heads)  # here
"""),
    ("nan", """
s = torch.randn(3, 3, requires_grad=True)
m = torch.tensor([[True, True, True], [False, True, True], [False, False, True]])
torch.autograd.set_detect_anomaly(True)
w = s.masked_fill(m, -inf).softmax(-1)  # here
w.sum().backward()
"""),
    ("broadcast", """
x, y = torch.randn(1, 50, 64), torch.randn(4, 50, 64)
x += y  # here
"""),
]


def raised(program, name):
    """The traceback that a program leaves, with its lines; None where it runs."""
    import linecache
    linecache.cache[name] = (len(program), None, program.splitlines(True), name)
    try:
        exec(compile(program, name, "exec"), {})
    except Exception:
        return traceback.format_exc()
    return None


def explained(text):
    done = subprocess.run([HEADWISE, "explain", "--json", "-"], input=text, capture_output=True, text=True)
    return json.loads(done.stdout)


def mended(program, mend):
    """The program with the mend in the marked line."""
    lines = program.splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith("# here"))
    left = re.match(r"([^=(]*?)\s*[-+*/]?=[^=]", lines[at])
    assignment = re.match(r"[\w\s,.\[\]:]+?\s*=[^=]", mend)
    if "\n" in mend or assignment or mend.startswith("#"):
        lines[at] = mend
    else:
        lines[at] = f"{left.group(1)} = {mend}"
    return "\n".join(lines) + "\n"


def check(number, class_name, source):
    program = (START + source).replace("\n\n", "\n")
    text = raised(program, f"program-{number}")
    if text is None:
        return "it raises nothing"
    answer = explained(text)
    if answer.get("class") != class_name:
        return f"class {answer.get('class')}: {text.splitlines()[-1]}"
    again = raised(mended(program, answer["mend"]), f"mended-{number}")
    if again:
        return f"{answer['verdict']}\n    mend: {answer['mend']}\n    raises {again.splitlines()[-1]}"
    return None


def main():
    bad = 0
    for number, (class_name, source) in enumerate(PROGRAMS):
        fault = check(number, class_name, source)
        if fault:
            bad += 1
            print(f"program {number}, {class_name}: {fault}")
    print(f"{len(PROGRAMS) - bad} of {len(PROGRAMS)} programs raise, are explained, and run with the mend")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
