"""Runs the course's listings in PyTorch. For the development machine only: needs torch.

    make check-listings

Each step of each lesson with a listing is traced (`headwise trace LESSON/STEP --npy DIR`); the
listing's own layer gets x, the mask and the parameters from DIR, and everything it keeps must be
what the trace saved.
"""
import glob
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from io import StringIO

try:
    import numpy
    import torch
    from compare import HEADWISE, difference
except ImportError as missing:
    sys.exit("check-listings: needs PyTorch and numpy (%s)" % missing)

COURSE = "lessons/course"
LISTINGS = "lessons/listings"
LAYERS = "lessons/layers"
PARTS = (".row_max", ".exps", ".row_sum", ".keep")


def read_settings(lines):
    return dict(line.split(": ", 1) for line in lines if re.match(r"[a-z]+: ", line))


def with_layer(settings):
    """The settings, and the sizes that their layer brings."""
    path = os.path.join(LAYERS, "%s.md" % settings.get("layer", "none"))
    if not os.path.exists(path):
        return settings
    with open(path, encoding="utf-8") as f:
        front = read_settings(f.read().split("---\n", 2)[1].splitlines())
    return {"embed": front["embed"], "heads": front["heads"], **settings}


def lessons():
    """(slug, front matter, the directives of each step) of every lesson."""
    for path in sorted(glob.glob(os.path.join(COURSE, "*.md"))):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        _, front, body = text.split("---\n", 2)
        steps = re.split(r"^## ", body, flags=re.M)[1:]
        blocks = [re.findall(r"^```headwise\n(.*?)^```", s, re.M | re.S) for s in steps]
        slug = os.path.basename(path)[3:-3]
        yield slug, read_settings(front.splitlines()), ["".join(b).splitlines() for b in blocks]


def load(listing):
    path = os.path.join(LISTINGS, listing)
    spec = importlib.util.spec_from_file_location("listing", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_script(settings, folder):
    """The listing as `headwise pytorch` changes it for settings that the file does not take."""
    known = ("wiring", "embed", "heads", "scale", "softmax", "polarity", "off", "check", "bias")
    words = ["%s=%s" % (k, settings[k]) for k in known if k in settings]
    if settings.get("mask", "none") != "none":
        words.append("mask=causal")  # any: the mask itself is the trace's
    script = subprocess.run([HEADWISE, "pytorch", *words], capture_output=True, text=True).stdout
    path = os.path.join(folder, "script.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write(script)
    spec = importlib.util.spec_from_file_location("script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(module, saved, settings):
    """The layer with what was saved in it, run; what it kept, and what it raised or None."""
    x, mask = saved["x"], saved.get("mask")
    bias = settings.get("bias", "yes") == "yes"
    dropout = float(settings.get("dropout", 0))
    kept, error, out = {}, None, None
    more = [] if hasattr(module, "recorded") else [dropout, bias]  # a script has its own
    torch.manual_seed(int(settings.get("seed", 0)))
    torch.rand(x.shape)  # as the layer is drawn: dropout's draws come after the parameters'
    try:
        if hasattr(module, "SelfAttention"):
            layer = module.SelfAttention(x.shape[-1], *more)
        else:
            heads = int(settings.get("heads", 2))
            layer = module.MultiHeadAttention(x.shape[-1], heads, *more)
        layer.train(settings.get("mode") == "train")
        layer.load_state_dict({name: saved[name] for name in layer.state_dict()})
        kept.update(layer.state_dict())
        out = layer(x, mask)
    except (RuntimeError, AssertionError) as raised:
        error = raised
    kept.update(collect(module, layer, x, mask, out) if "layer" in locals() else {})
    return kept, error


def collect(module, layer, x, mask, out):
    """The tensors of the listing's own show(), by the names that it prints."""
    if hasattr(module, "recorded"):
        tensors = module.recorded(layer, x, mask, out)
        return {n: torch.as_tensor(t) for n, t in tensors.items() if n != "mask"}
    kept, printed = {}, StringIO()
    printing = lambda *values: kept.update({"last": values[0]} if len(values) > 1 else
                                           {kept["last"]: values[0]})
    module.print = printing
    with redirect_stdout(printed):
        module.show(layer, x, mask, out)
    kept.pop("last", None)
    return kept


def check_step(place, settings):
    """What is wrong with one step, and how many tensors were compared."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([HEADWISE, "trace", place, "--npy", folder], capture_output=True,
                              text=True)
        saved = {f[:-4]: torch.from_numpy(numpy.load(os.path.join(folder, f)))
                 for f in os.listdir(folder)}
    if "x" not in saved:
        return ["not traced: " + done.stderr], 0
    with tempfile.TemporaryDirectory() as folder:
        changed = settings.keys() & {"scale", "softmax", "polarity", "off", "check"}
        module = load_script(settings, folder) if changed else load(settings["listing"])
        kept, error = run(module, saved, settings)
    said = "" if error is None else "%s: %s\n" % (type(error).__name__, error)
    wrong = [] if said == done.stderr else ["raises %r, the trace %r" % (said, done.stderr)]
    for name, tensor in kept.items():
        if name in saved:
            wrong.append(difference(name, saved[name].numpy(), tensor.contiguous().numpy()))
        else:
            wrong.append(name + " is not in the trace")
    left = {n for n in saved.keys() - kept.keys() - {"mask"} if not n.endswith(PARTS)}
    wrong += [n + " is not in the listing's run" for n in sorted(left) if error is None]
    return [w for w in wrong if w], len(kept)


def main():
    warnings.simplefilter("ignore")
    bad = steps = tensors = 0
    for slug, front, blocks in lessons():
        if "listing" not in front:
            print("%s names no listing" % slug)
            continue
        for i, block in enumerate(blocks):
            place = "%s/%d" % (slug, i + 1)
            wrong, count = check_step(place, {**with_layer(front), **with_layer(read_settings(block))})
            steps, tensors, bad = steps + 1, tensors + count, bad + bool(wrong)
            for w in wrong:
                print("%s: %s" % (place, w))
    print("%d steps run in PyTorch, %d tensors compared; %d steps differ" % (steps, tensors, bad))
    return bad > 0 or steps == 0


if __name__ == "__main__":
    with torch.no_grad():
        sys.exit(main())
