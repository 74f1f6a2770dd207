"""A test with a browser: the page in it as nobody has touched it, and nothing to complain of after."""
import unittest

from browser import Browser

SHIFT, CTRL = 8, 2  # as the devtools count them


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.end()

    def setUp(self):
        self.browser.size(1280, 800)
        self.browser.theme('light')
        self.browser.forget()
        self.browser.complaints()

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual(self.browser.trouble(), '')
