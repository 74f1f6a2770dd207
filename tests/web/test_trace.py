"""`headwise trace` as WebAssembly, in node, against the native program: every tensor that it saves."""
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
WASM = ROOT / 'build/wasm'
NATIVE = [os.environ.get('HEADWISE', str(ROOT / 'build/headwise'))]
WIRINGS = ['single', 'full-width', 'sliced', 'projected', 'fused', 'widened', 'shared', 'mean',
           'truncated', 'no-transpose', 'heads-first', 'residual']
LAYERS = [[f'wiring={name}', 'batch=2', 'tokens=5', 'embed=24', 'heads=3', 'check=no'] for name in WIRINGS] + [
    'wiring=fused tokens=9 embed=32 heads=4 mask=causal dropout=0.3 mode=train seed=7'.split(),
    'wiring=projected tokens=6 embed=18 heads=3 mask=padding valid=4 softmax=query scale=none'.split(),
    'wiring=fused batch=4 tokens=33 embed=300 heads=4 seed=4294967295'.split(),
    'wiring=single tokens=4 embed=8 mask=padding valid=0'.split(),
]
CLOSE = 1e-6  # of a tensor's largest value


def tensors(program, layer):
    """name: (header, floats) of everything that the program saves of a layer."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([*program, 'trace', *layer, '--npy', folder], capture_output=True, text=True)
        assert run.returncode in (0, 1), (program, layer, run.stderr)
        return {path.name: parsed(path.read_bytes()) for path in pathlib.Path(folder).iterdir()}


def parsed(data):
    start = 10 + struct.unpack('<H', data[8:10])[0]
    assert b"'<f4'" in data[:start], data[:start]
    return data[:start], struct.unpack(f'<{(len(data) - start) // 4}f', data[start:])


def bits(floats):
    """As words: a NaN is a NaN, whatever its sign and payload."""
    return [0x7fc00000 if f != f else struct.unpack('<I', struct.pack('<f', f))[0] for f in floats]


def is_close(a, b, most):
    return a == b or (a != a and b != b) or abs(a - b) <= CLOSE * most


class Trace(unittest.TestCase):
    def test_the_plain_kernels_give_the_same_bits(self):
        for layer in LAYERS:
            with self.subTest(layer):
                native = tensors([str(WASM / 'native-plain')], layer)
                wasm = tensors(['node', str(WASM / 'plain.js')], layer)
                self.assertEqual(native.keys(), wasm.keys())
                self.assertGreater(len(native), 5)
                for name, (header, floats) in native.items():
                    self.assertEqual(header, wasm[name][0], name)
                    self.assertEqual(bits(floats), bits(wasm[name][1]), name)

    def test_its_vectors_come_as_close_as_a_millionth(self):
        for layer in LAYERS:
            with self.subTest(layer):
                native, wasm = tensors(NATIVE, layer), tensors(['node', str(WASM / 'command.js')], layer)
                self.assertEqual(native.keys(), wasm.keys())
                for name, (header, floats) in native.items():
                    self.assertEqual(header, wasm[name][0], name)
                    most = max((abs(f) for f in floats if abs(f) < float('inf')), default=0)
                    self.assertTrue(all(is_close(a, b, most) for a, b in zip(floats, wasm[name][1])), name)

    def test_what_is_drawn_is_the_same_to_the_bit_by_its_vectors(self):
        drawn = [name for name in tensors(NATIVE, LAYERS[12]) if name == 'x.npy' or 'weight.' in name or 'bias' in name]
        self.assertEqual(len(drawn), 9)
        native, wasm = tensors(NATIVE, LAYERS[12]), tensors(['node', str(WASM / 'command.js')], LAYERS[12])
        for name in drawn:
            self.assertEqual(bits(native[name][1]), bits(wasm[name][1]), name)


if __name__ == '__main__':
    unittest.main(verbosity=2)
