def recorded(layer, x, mask, out):
    """What the run made, by the names of the trace; after an error, what was made before it."""
    tensors = {"x": x}
    if layer is not None:
        tensors.update(layer.state_dict())
    if mask is not None and layer is not None:  # a layer that cannot be built reads no mask
        tensors["mask"] = mask
    inputs = {id(x), id(mask)}
    modules = [*layer.named_modules()] if layer is not None else []
    for path, module in modules[1:] + modules[:1]:
        for name, tensor in getattr(module, "kept", {}).items():
            passed_on = mask is None and name.endswith("masked")
            if torch.is_tensor(tensor) and id(tensor) not in inputs and not passed_on:
                tensors[f"{path}.{name}" if path else name] = tensor
    if out is not None:
        tensors.setdefault("out", out)
    return {name: tensor.detach().contiguous().numpy() for name, tensor in tensors.items()}


def show(tensors):
    """One line a tensor, as headwise trace prints it."""
    print(f"{'name':18} {'shape':18} {'min':>12} {'mean':>12} {'max':>12}")
    for name, tensor in tensors.items():
        low = mean = high = float("nan")
        if tensor.size:
            low, mean, high = tensor.min(), tensor.mean(dtype="float64"), tensor.max()
        print(f"{name:18} {str(tensor.shape):18} {low:12.6g} {mean:12.6g} {high:12.6g}")


def difference(name, ours, saved):
    """What is wrong with one tensor, or None."""
    if ours.shape != saved.shape:
        return f"the shape is {ours.shape}, saved is {saved.shape}"
    if name in ("x", "mask") or name.endswith((".weight", ".bias")):
        return None if ours.tobytes() == saved.tobytes() else "the bits differ"
    finite = numpy.isfinite(ours)
    if not (numpy.array_equal(ours[~finite], saved[~finite], equal_nan=True)
            and numpy.isfinite(saved[finite]).all()):
        return "NaN or infinity stand in other places"
    largest = numpy.abs(ours[finite]).max(initial=0)
    off = numpy.abs(ours[finite] - saved[finite]).max(initial=0)
    return None if off <= 1e-5 * largest else f"off by {off:g}; the largest value is {largest:g}"


def compare(tensors, folder, raised):
    """Holds the tensors against folder's NAME.npy; returns how many are wrong."""
    wrong = {}
    for name, tensor in tensors.items():
        file = Path(folder, name + ".npy")
        if file.exists():
            wrong[name] = difference(name, tensor, numpy.load(file))
        else:
            wrong[name] = f"{file} is missing"
    parts = (".row_max", ".exps", ".row_sum", ".keep")
    left = {f.stem for f in Path(folder).glob("*.npy") if not f.stem.endswith(parts)}
    left -= tensors.keys()
    if not raised or "out" in left:
        wrong.update({name: "saved, but not computed here" for name in left})
    wrong = {name: why for name, why in wrong.items() if why}
    for name, why in wrong.items():
        print(f"{name}: {why}", file=sys.stderr)
    print(f"{len(tensors)} tensors compared with {folder}, {len(wrong)} differ")
    return len(wrong)


def main(folder=None):
    torch.manual_seed(0)
    x = torch.rand(1, 4, 8)
    mask = None
    layer = out = error = None
    try:
        layer = SelfAttention(8)
        layer.eval()
        with torch.no_grad():
            out = layer(x, mask)
    except (AssertionError, RuntimeError, ValueError, ZeroDivisionError) as raised:
        error = raised
    tensors = recorded(layer, x, mask, out)
    show(tensors)
    if error is not None:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    if folder is not None:
        return compare(tensors, folder, error is not None) > 0
    return error is not None


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3) or sys.argv[1:2] not in ([], ["--check"]):
        sys.exit("usage: python3 layer.py [--check DIR]")
    sys.exit(main(*sys.argv[2:]))
