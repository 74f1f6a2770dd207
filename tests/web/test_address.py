"""The address bar: it says what is on view, a link opens it here and in the native program, and the
browser's back and forward go by steps."""
import subprocess
import unittest

from browser import HEADWISE, native_window, native_words, shot
from case import Case

# What a learner may have changed.
VIEWS = [
    'one-number/6?cell=2,0',
    'one-number/7?words=der+Hund%20ist+da%2B&mask=causal',
    'single-head/8?show=scores&seed=2&tokens=7&dropout=0.1&mode=train',
    'playground/1?tokens=4&paint=4:f731&cell=0,3',
    'masks/3?valid=2&item=1&batch=3&compare=yes',
    'project-per-head/2?head=5&item=7&range=heads&off=0,3',
    'playground/1?wiring=full-width&heads=4&embed=32&check=no',
]
HOSTILE = [
    '%00', 'masks/2?mask=%00', '%', '%2', '%zz/1', 'masks/2?%', 'masks/2?words=%ff', 'masks/2?words=%c0%80',
    'masks/2?words=%ed%a0%80', 'masks/2?words=%E2%80%AE', '<script>alert(1)</script>', 'masks/<script>',
    'masks/2?<script>=<b>', 'masks/2?cell=999999999999,1', 'masks/2?cell=-1,-1', 'masks/2?head=99', 'masks/2?item=7',
    'masks/2?paint=64:0', 'masks/2?paint=4:ffff&tokens=9', 'masks/2?tokens=100000000', 'masks/2?heads=0',
    'masks/2?embed=7&heads=3', 'masks/2?mask=../../etc/passwd', 'masks/2?v=2', 'masks/2?' + 'a=b&' * 1500,
    '-', '--lessons', 'check', 'list?', '?', '/', '//', '#', '1/1/1', '0/0', '-1/-1', '1e9/1', 'masks/2147483648',
    '__proto__/1', 'javascript:alert(1)', 'a' * 9000, 'masks/' + 'b' * 9000, 'masks/2?words=' + 'c+' * 4500,
]


def view(browser):
    """What the address says; from the click or key before it a frame may be due."""
    browser.settle()
    return browser.js('return location.hash.slice(1)')


class Address(Case):
    def go(self, link):
        """As somebody who edits the address."""
        self.browser.js('location.hash = arguments[0]', link)
        self.browser.settle()

    def step_to(self, place):
        self.browser.key('ArrowRight')
        self.browser.wait_title(place)

    def history(self, way, place):
        self.browser.js(f'history.{way}()')
        self.browser.wait_title(place)

    # ---- what it says ----

    def test_it_names_the_step_and_nothing_that_is_the_steps_own(self):
        self.browser.open()
        self.assertRegex(view(self.browser), r'^one-number/[a-z0-9-]+\?v=1$')
        self.browser.open('3/2')
        self.assertRegex(view(self.browser), r'^why-scale/[a-z0-9-]+\?v=1$')

    def test_it_says_what_the_learner_changed_and_no_more_when_it_is_changed_back(self):
        self.browser.open('one-number/5')
        bare = view(self.browser)
        self.browser.key('m', 'KeyM', 'm')
        self.assertEqual(view(self.browser), bare + '&mask=causal')
        self.browser.key('r', 'KeyR', 'r')
        self.assertEqual(view(self.browser), bare)

    def test_a_link_opens_the_same_scene_there_and_back(self):
        for link in VIEWS:
            with self.subTest(link):
                self.browser.forget()  # or the outline marks what was seen
                self.browser.open(link)
                self.assertEqual(self.browser.differing(native_window(link)), 0)
                words = self.browser.words()
                self.assertEqual(words, native_words(link))
                written = view(self.browser)
                self.assertEqual(shot(written), shot(link))
                self.browser.open(written)
                self.assertEqual(self.browser.words(), words)
                self.assertEqual(view(self.browser), written)

    def test_what_it_says_is_a_place_of_every_native_command(self):
        self.browser.open(VIEWS[5])
        written = view(self.browser)
        for command in ('read', 'trace'):
            run = subprocess.run([HEADWISE, command, written], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stderr), (0, ''), command)
            self.assertIn('scores', run.stdout)

    # ---- back and forward ----

    def test_back_and_forward_go_by_steps(self):
        self.browser.open('single-head/6')
        for number in (7, 8, 9):
            self.step_to(f'single-head/{number}')
        for number in (8, 7, 6):
            self.history('back', f'single-head/{number}')
        self.history('forward', 'single-head/7')

    def test_a_step_is_found_again_as_it_was_left(self):
        self.browser.open('why-scale/1')
        self.step_to('why-scale/2')
        for key in 'mn':
            self.browser.key(key, f'Key{key.upper()}', key)
        left = view(self.browser)
        self.assertIn('mask=causal', left)
        self.step_to('why-scale/3')
        self.history('back', 'why-scale/2')
        self.assertEqual(view(self.browser), left)
        self.history('back', 'why-scale/1')

    def test_thirty_steps_in_a_rush_are_thirty_entries(self):
        self.browser.open('one-number/1')
        self.browser.later("""
            const [done] = arguments, push = history.pushState.bind(history);
            let left = 30;
            window.pushed = 0;
            history.pushState = (...what) => { window.pushed++; push(...what); };
            const step = () => {
                if (left-- === 0) return done();
                const key = left % 2 ? 'End' : 'Home';
                dispatchEvent(new KeyboardEvent('keydown', { key, code: key }));
                requestAnimationFrame(step);
            };
            step();""")
        self.browser.settle()
        self.assertEqual(self.browser.js('return window.pushed'), 30)

    def test_a_hand_that_never_rests_leaves_the_address_right_at_last(self):
        self.browser.open('one-number/5')
        self.browser.later("""
            const [done] = arguments;
            let left = 301;
            const step = () => {
                if (left-- === 0) return done();
                dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM' }));
                requestAnimationFrame(step);
            };
            step();""")
        self.browser.wait(lambda: 'mask=causal' in view(self.browser), 'the last change')
        self.browser.later('setTimeout(arguments[0], 600)')
        self.assertIn('mask=causal', view(self.browser))

    # ---- hand-made ----

    def test_an_edited_address_opens(self):
        self.browser.open()
        self.go('playground/1')
        self.browser.wait_title('playground/1')
        self.browser.rest()
        self.assertEqual(self.browser.differing(shot('playground/1')), 0)
        self.go('4/3?mask=none')
        self.browser.wait_title('masks/3')
        self.assertRegex(view(self.browser), r'^masks/[a-z0-9-]+\?v=1&mask=none$')
        self.history('back', 'playground/1')

    def test_a_key_that_is_unknown_gets_a_notice_and_the_rest_holds(self):
        self.browser.open('one-number/5?mask=causal')
        good = view(self.browser)
        told = self.browser.changes(lambda: self.go('one-number/5?mask=causal&colour=red'))
        self.assertTrue(told)
        self.assertEqual(view(self.browser), good)

    def test_no_such_place_gets_a_notice_and_the_view_stays(self):
        self.browser.open('masks/2')
        self.assertTrue(self.browser.changes(lambda: self.go('no-such-lesson/2')))
        self.assertEqual(self.browser.title(), 'masks/2 · Headwise')
        self.assertRegex(view(self.browser), r'^masks/[a-z0-9-]+\?v=1$')

    def test_hostile_addresses_are_told_of_and_harm_nothing(self):
        self.browser.open()
        for link in HOSTILE:
            with self.subTest(link[:60]):
                self.go(link)
                self.assertRegex(view(self.browser), r'^[a-z0-9-]+/[a-z0-9-]+\?v=1(&|$)')
                self.assertEqual(self.browser.trouble(), '')
        self.go('one-number/2')
        self.assertEqual(self.browser.title(), 'one-number/2 · Headwise')

    def test_opened_on_a_hostile_address_it_begins_and_says_so(self):
        self.browser.open()
        plain = self.browser.picture()
        for link in ('%00', 'check', '--lessons', '-x/3', 'list', '<script>alert(1)</script>', 'a' * 9000):
            with self.subTest(link[:60]):
                self.browser.open(link)
                self.browser.settle()
                self.assertEqual(self.browser.title(), 'one-number/1 · Headwise')
                self.assertNotEqual(self.browser.picture(), plain)
                self.assertRegex(view(self.browser), r'^one-number/[a-z0-9-]+\?v=1$')


if __name__ == '__main__':
    unittest.main(verbosity=2)
