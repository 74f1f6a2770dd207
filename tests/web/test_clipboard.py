"""The clipboard, as the browser has it: a link out of the page, and one into it."""
import re
import subprocess
import unittest

from browser import HEADWISE, PAGE, shot
from case import CTRL, SHIFT, Case

CLEAR = 'const [done] = arguments; navigator.clipboard.writeText("nothing").then(done, done)'
READ = 'const [done] = arguments; navigator.clipboard.readText().then(done, done)'
COPY = 'MENU', 'COPY_LINK'  # what is pressed


class Clipboard(Case):
    def setUp(self):
        super().setUp()
        for name in ('clipboard-read', 'clipboard-write'):
            self.browser.devtools('Browser.setPermission', permission={'name': name}, setting='granted')

    def cleared(self, place):
        self.browser.open(place)
        self.browser.later(CLEAR)

    def clipboard(self):
        self.browser.settle()
        return self.browser.later(READ)

    def paste(self, text):
        self.browser.js("""
            const data = new DataTransfer();
            data.setData('text/plain', arguments[0]);
            dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))""", text)

    def test_the_button_copies_an_address_that_opens_the_view(self):
        self.cleared('one-number/5?mask=causal')
        self.browser.press(*COPY)
        link = self.clipboard()
        self.assertRegex(link, '^' + re.escape(PAGE.as_uri()) + r'#one-number/[a-z-]+\?v=1&mask=causal$')
        self.assertEqual(shot(link), shot('one-number/5?mask=causal'))

    def test_a_tap_on_the_button_copies_it_too(self):
        self.browser.size(1280, 844, touch=True)
        self.cleared('masks/2')
        self.browser.tap(*COPY)
        self.assertIn('#masks/', self.clipboard())

    def test_ctrl_shift_l_copies_and_native_commands_take_it(self):
        self.cleared('single-head/8?seed=2')
        self.browser.key('L', 'KeyL', modifiers=CTRL | SHIFT, number=76)
        link = self.clipboard()
        for command in ('read', 'trace'):
            run = subprocess.run([HEADWISE, command, link], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stderr), (0, ''), command)

    def test_without_a_clipboard_to_write_to_it_is_copied_all_the_same(self):
        self.cleared('masks/3')
        self.browser.js("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
        self.browser.press(*COPY)
        self.browser.js('delete navigator.clipboard')
        self.assertIn('#masks/', self.clipboard())

    def test_ctrl_c_copies_the_address(self):
        self.cleared('masks/2')
        self.browser.command('copy', 'c', 67)
        self.assertIn('#masks/', self.clipboard())

    def test_ctrl_v_opens_the_link_in_the_clipboard(self):
        self.browser.open('one-number')
        self.browser.later('const done = arguments[1]; navigator.clipboard.writeText(arguments[0]).then(done, done)',
                           'https://example.org/h.html#4/2?mask=none')
        self.browser.command('paste', 'v', 86)
        self.browser.wait_title('masks/2')
        self.assertIn('&mask=none', self.browser.js('return location.hash'))

    def test_a_pasted_view_is_opened(self):
        self.browser.open('one-number')
        self.paste(' masks/2?mask=none\n')
        self.browser.wait_title('masks/2')

    def test_what_is_pasted_into_an_answer_is_typed(self):
        self.browser.open('eight-full-heads/2')
        self.assertTrue(self.browser.changes(lambda: self.paste('8')))
        self.assertEqual(self.browser.title(), 'eight-full-heads/2 · Headwise')

    def test_a_link_leaves_the_answer(self):
        self.browser.open('eight-full-heads/2')
        self.paste('masks/2')
        self.browser.wait_title('masks/2')

    def test_what_is_no_link_gets_a_notice(self):
        for text in ('', 'a - b + c', 'nowhere/1', '<script>', '\x00', 'x' * 90000):
            with self.subTest(text[:20]):
                self.browser.open('one-number')
                self.assertTrue(self.browser.changes(lambda: self.paste(text)))
                self.assertEqual(self.browser.title(), 'one-number/1 · Headwise')

    def test_an_error_that_is_pasted_opens_the_clinic_and_its_mend_is_copied(self):
        self.cleared('masks/2')
        self.paste('x = x + self.pos\nRuntimeError: The size of tensor a (350) must match the size of tensor '
                   'b (300) at non-singleton dimension 1\n')
        self.browser.settle()
        self.assertIn('error=x%20%3D%20x%20%2B%20self.pos', self.browser.js('return location.hash'))
        for _ in range(2):  # from what print said, by Run's, to Mend's
            self.browser.key('Tab', 'Tab', number=9)
        self.browser.key('Enter', 'Enter', number=13)
        self.assertEqual(self.clipboard(), 'x = x[:, :300] + self.pos')


if __name__ == '__main__':
    unittest.main(verbosity=2)
