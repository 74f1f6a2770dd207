"""Forward passes as WebAssembly in node beside native, one thread each: bench.py NATIVE WASM.JS. The two take
turns, each says the least time of many passes, and the median of the turns' quotients counts: so it holds on
a machine that is busy with other things."""
import statistics
import subprocess
import sys

TURNS = 5


def timed(command):
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(line.split() for line in said.splitlines())


def main(native, wasm):
    turns = [(timed([native]), timed(['node', wasm])) for _ in range(TURNS)]
    kernels = [program.pop('kernels') for turn in turns for program in turn][:2]
    print(f'forward pass (wiring/batch/tokens/embed/heads), ms on one thread: native ({kernels[0]}), '
          f'WebAssembly in node ({kernels[1]})')
    for layer in turns[0][0]:
        ms = [[float(program[layer]) for program in turn] for turn in turns]
        ratios = sorted(wasm / native for native, wasm in ms)
        medians = [statistics.median(column) for column in zip(*ms)]
        print(f'{layer:26} {medians[0]:9.3f} {medians[1]:9.3f}  {statistics.median(ratios):.2f} times '
              f'({ratios[0]:.2f} to {ratios[-1]:.2f})')


main(*sys.argv[1:])
