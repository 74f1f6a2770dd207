"""Every test of the browser build, and the sum in the words of the others: "N passed, M failed"."""
import pathlib
import sys
import unittest

suite = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent), 'test_*.py')
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
failed = len({id(case) for case, _ in result.failures + result.errors})
print(f'{result.testsRun - failed} passed, {failed} failed')
sys.exit(failed > 0 or result.testsRun == 0)
