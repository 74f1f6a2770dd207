"""build/headwise.html in a real browser: opened from disk, worked by keys, mouse and fingers."""
import functools
import http.server
import re
import subprocess
import threading
import unittest

from browser import HEADWISE, PAGE, ROOT, native_window, native_words, shot
from case import CTRL, SHIFT, Case

LABEL_PX, LEGIBLE_PX = 12, 11  # app/scene/type.h; and what an arm's length asks
KEPT = "return localStorage.getItem('headwise.progress')"


def lessons():
    """The slug of every lesson, as the native program lists them."""
    text = subprocess.run([HEADWISE, 'list'], check=True, capture_output=True, text=True).stdout
    places = re.findall(r'^  (\S+)/(\d+)', text, re.M)
    return list(dict.fromkeys(slug for slug, _ in places))


class Page(Case):
    # ---- opening ----

    def say_first_frame(self, when=''):
        at = self.browser.js("return performance.getEntriesByName('first frame')[0].startTime")
        print(f'first frame {when}after {at:.0f} ms', flush=True)

    def test_it_opens_from_disk_and_draws_once(self):
        self.browser.open()
        self.browser.open()  # the disk's cache is warm
        self.say_first_frame()
        self.browser.settle()
        self.assertEqual(self.browser.js('return headwise.frames'), 1)

    def test_it_asks_for_no_file_but_itself(self):
        self.browser.open()
        asked = self.browser.js("return performance.getEntriesByType('resource').map((r) => r.name)")
        self.assertEqual([name for name in asked if not name.startswith('data:')], [])

    def test_its_policy_lets_no_other_script_run(self):
        self.browser.open()
        self.browser.js("""const script = document.createElement('script');
                           script.textContent = 'window.intruded = true';
                           document.body.append(script)""")
        self.assertIsNone(self.browser.js('return window.intruded'))
        complaints = self.browser.complaints()
        self.assertEqual(len(complaints), 1, complaints)
        self.assertIn('Content Security Policy', complaints[0])

    def test_the_first_step_stands_there_before_the_program_runs(self):
        text = PAGE.read_text()
        self.assertLess(text.index('<picture id="first">'), text.index('<script id="program"'))
        self.assertEqual(text.count('data:image/png;base64,'), 2)

    def test_its_picture_is_the_one_that_the_program_draws(self):
        for theme in ('light', 'dark'):
            self.browser.theme(theme)
            self.browser.open()
            self.assertEqual(self.browser.differing((ROOT / f'build/wasm/first-{theme}.png').read_bytes()), 0)

    def test_elsewhere_the_first_step_is_not_shown_before(self):
        shown = "return getComputedStyle(document.getElementById('first')).display"
        undone = "document.getElementById('first').classList.remove('gone');"
        self.browser.open()
        self.assertEqual(self.browser.js(undone + shown), 'inline')
        self.browser.open()  # one was here: it goes on where one was
        self.assertEqual(self.browser.js(undone + shown), 'none')
        self.browser.open('playground/1')
        self.assertEqual(self.browser.js(undone + shown), 'none')

    def test_every_lesson_opens_and_equals_the_native_picture(self):
        for slug in lessons():
            with self.subTest(slug):
                self.browser.open(slug)
                self.assertEqual(self.browser.title(), f'{slug}/1 · Headwise')
                self.assertEqual(self.browser.words(), native_words(f'{slug}/1'))
                self.assertEqual(self.browser.differing(native_window(f'{slug}/1')), 0)

    def test_no_such_place_is_the_beginning(self):
        self.browser.open('no-such-lesson/3')
        self.assertEqual(self.browser.title(), 'one-number/1 · Headwise')

    def test_a_host_serves_it_in_parts(self):
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        host = http.server.ThreadingHTTPServer(
            ('127.0.0.1', 0), functools.partial(Quiet, directory=str(ROOT / 'build/web')))
        threading.Thread(target=host.serve_forever, daemon=True).start()
        self.browser.open('playground/1', f'http://127.0.0.1:{host.server_port}/index.html')
        self.browser.wait_title('playground/1')
        asked = self.browser.js("return performance.getEntriesByType('resource').map((r) => r.name)")
        host.shutdown()
        host.server_close()
        for name in asked:
            self.assertRegex(name, r'^http://127.0.0.1:\d+/(headwise|light|icon)-[0-9a-f]{16}\.(wasm|png|svg)$')

    # ---- keys ----

    def test_arrows_step_on_and_back(self):
        self.browser.open('one-number')
        self.browser.key('ArrowRight')
        self.browser.wait_title('one-number/2')
        self.browser.key('ArrowLeft')
        self.browser.wait_title('one-number/1')

    def test_page_down_opens_the_next_lesson(self):
        self.browser.open('one-number')
        self.browser.key('PageDown')
        self.browser.wait_title('single-head/1')

    def test_shift_and_a_figure_is_that_figures_key(self):
        self.browser.open('project-per-head/7')
        self.assertTrue(self.browser.changes(lambda: self.browser.key('!', 'Digit1', '!', SHIFT)))

    def test_a_question_mark_opens_the_help(self):
        self.browser.open()
        self.assertTrue(self.browser.changes(lambda: self.browser.key('?', 'Slash', '?', SHIFT)))

    def test_the_browsers_keys_stay_the_browsers(self):
        self.browser.open()
        self.browser.js("""window.taken = [];
            addEventListener('keydown', (e) => { if (e.defaultPrevented) taken.push(e.key); e.preventDefault(); });""")
        for key, modifiers in (('F1', 0), ('F5', 0), ('F11', 0), ('F12', 0), ('l', CTRL), ('w', CTRL), ('t', CTRL)):
            self.browser.key(key, modifiers=modifiers)
        self.assertEqual(self.browser.js('return taken'), [])
        self.browser.key('t', 'KeyT', 't')
        self.assertEqual(self.browser.js('return taken'), ['t'])

    # ---- mouse ----

    def test_a_click_steps(self):
        self.browser.open('one-number')
        self.browser.click(*self.browser.targets('OUTLINE')[0])
        self.browser.press('GO')  # the last of its steps
        self.browser.wait_title('one-number/8')

    def test_pointing_at_a_cell_shows_where_it_comes_from(self):
        self.browser.open('single-head/8')
        x, y = self.browser.targets('POINT', cells=True)[0]
        self.browser.mouse('mouseMoved', x + 2, y + 2)  # where it rested when it came is no pointing
        self.assertTrue(self.browser.changes(lambda: self.browser.mouse('mouseMoved', x, y)))

    def test_the_wheel_scrolls_the_help(self):
        self.browser.size(700, 480)
        self.browser.open('one-number')
        self.browser.key('?', 'Slash', '?', SHIFT)
        roll = functools.partial(self.browser.mouse, 'mouseWheel', 350, 240, deltaX=0, deltaY=200)
        self.assertTrue(self.browser.changes(roll))

    # ---- fingers ----

    def test_a_tap_chooses_a_cell(self):
        self.browser.size(1280, 800, touch=True)
        self.browser.open('one-number')
        cell = self.browser.targets('PICK', cells=True)[0]
        self.assertTrue(self.browser.changes(lambda: self.browser.touch([cell])))

    def test_a_swipe_steps_on_and_back(self):
        self.browser.size(1280, 800, touch=True)
        self.browser.open('one-number')
        self.browser.touch([(700, 300), (600, 302), (500, 304)])
        self.browser.wait_title('one-number/2')
        self.browser.touch([(500, 300), (600, 302), (700, 304)])
        self.browser.wait_title('one-number/1')

    def test_a_fingers_drag_paints_the_mask(self):
        self.browser.size(1280, 800, touch=True)
        self.browser.open('masks/5')
        self.browser.wait_title('masks/5')
        _, (x, y), _ = self.browser.targets('PICK', cells=True)  # of the scaled, the mask, the masked
        self.browser.touch([(x, y), (x + 60, y + 2), (x + 120, y + 4)])
        self.browser.settle()
        self.assertIn('paint=', self.browser.js('return location.hash'))
        self.browser.wait_title('masks/5')

    def test_a_pinch_changes_the_text_size(self):
        self.browser.size(1280, 800, touch=True)
        self.browser.open('one-number')
        apart = [(600, 300), (560, 300), (500, 300)], [(640, 300), (680, 300), (740, 300)]
        self.assertTrue(self.browser.changes(lambda: self.browser.touch(*apart)))
        self.assertEqual(self.browser.title(), 'one-number/1 · Headwise')

    # ---- all of the screen ----

    def is_full(self):
        return self.browser.js('return document.fullscreenElement !== null')

    def wait_full(self, full):
        self.browser.wait(lambda: self.is_full() == full, 'all of the screen' if full else 'the window')

    def test_the_menu_fills_the_screen_and_leaves_it(self):
        self.browser.open()
        self.browser.press('MENU')  # it stays open
        for full in (True, False):
            self.browser.press('FULL_SCREEN')
            self.wait_full(full)

    def test_it_is_filled_again_after_the_browser_left_it(self):
        self.browser.open()
        self.browser.press('MENU')
        for _ in range(2):
            self.browser.press('FULL_SCREEN')
            self.wait_full(True)
            self.browser.js('return document.exitFullscreen()')
            self.wait_full(False)

    def test_a_presentation_ends_when_all_of_the_screen_is_left(self):
        self.browser.open('single-head/5')
        self.browser.press('MENU', 'PRESENT')
        self.wait_full(True)
        self.browser.js('return document.exitFullscreen()')
        self.wait_full(False)
        self.browser.key('PageDown')
        self.browser.wait_title('why-scale/1')  # while presenting it would be the next beat

    def test_fingers_have_a_button_that_ends_a_presentation(self):
        seen = "return getComputedStyle(document.getElementById('leave')).display"
        self.browser.size(844, 390, 2, touch=True)
        self.browser.open('single-head/5')
        self.assertEqual(self.browser.js(seen), 'none')
        self.browser.tap('MENU', 'PRESENT')
        self.browser.wait(lambda: self.browser.js(seen) == 'block', 'the button')
        self.browser.js("document.getElementById('leave').click()")
        self.wait_full(False)
        self.assertEqual(self.browser.js(seen), 'none')

    def test_a_slow_machine_has_its_first_frame_and_steps(self):
        self.browser.devtools('Emulation.setCPUThrottlingRate', rate=6)
        try:
            self.browser.open('why-scale')
            for number in (2, 3, 4):
                self.browser.key('ArrowRight')
                self.browser.wait_title(f'why-scale/{number}')
            self.say_first_frame('at a sixth of the speed ')
        finally:
            self.browser.devtools('Emulation.setCPUThrottlingRate', rate=1)

    # ---- the screen ----

    def test_it_takes_the_windows_size(self):
        self.browser.open('playground/1')
        for width, height in ((1440, 900), (960, 600)):
            self.browser.size(width, height)
            self.browser.wait(lambda: self.browser.size_drawn() == [width, height], 'its size')
            self.assertEqual(self.browser.differing(shot('playground/1', '--size', f'{width}x{height}')), 0)

    def test_it_takes_the_screens_density(self):
        self.browser.open('playground/1')
        self.browser.size(1280, 800, 2)
        self.browser.devtools('Page.captureScreenshot')  # headless, it draws when it is looked at
        self.browser.wait(lambda: self.browser.size_drawn() == [2560, 1600], 'its density')
        self.assertEqual(self.browser.differing(shot('playground/1', '--density', '2')), 0)

    def test_a_phone_shows_the_whole_and_its_smallest_text_is_legible(self):
        for width, height in ((390, 844), (844, 390)):
            self.browser.size(width, height, 3, touch=True)
            self.browser.open('one-number')
            self.assertEqual(self.browser.size_drawn(), [3 * width, 3 * height])
            self.assertGreater(LABEL_PX * self.browser.js('return headwise.shrink()'), LEGIBLE_PX)

    def test_a_phone_has_buttons_for_all_that_keys_do(self):
        for width, height in ((390, 844), (844, 390)):
            self.browser.size(width, height, 3, touch=True)
            self.browser.open('one-number')
            for _ in range(4):  # a beat each
                self.browser.tap('ONWARD')
                self.browser.rest()
            self.browser.wait_title('one-number/2')
            self.browser.tap('BACKWARD')
            self.browser.wait_title('one-number/1')
            for action in ('PROSE', 'OUTLINE'):
                self.assertTrue(self.browser.changes(lambda: self.browser.tap(action)))
                self.browser.key('Escape')

    def test_a_keyboard_on_the_screen_writes_an_answer(self):
        self.browser.size(1280, 800, touch=True)
        self.browser.open('eight-full-heads/2')
        self.browser.tap('FIELD')
        self.assertEqual(self.browser.js('return document.activeElement.id'), 'typing')
        self.assertTrue(self.browser.changes(lambda: self.browser.devtools('Input.insertText', text='32')))
        erase = functools.partial(self.browser.js, "document.execCommand('delete')")
        self.assertTrue(self.browser.changes(erase))

    def test_it_is_dark_where_the_system_is(self):
        self.browser.theme('dark')
        self.browser.open('playground/1')
        dark = shot('playground/1', '--theme', 'dark')
        self.assertEqual(self.browser.differing(dark), 0)
        self.browser.theme('light')
        self.browser.settle()
        self.browser.settle()
        self.assertEqual(self.browser.differing(shot('playground/1')), 0)

    # ---- rest, memory, what is kept ----

    def test_at_rest_no_frame_is_asked_for(self):
        self.browser.open('one-number')
        self.browser.js("""window.frames = 0;
            const ask = requestAnimationFrame;
            window.requestAnimationFrame = (f) => { window.frames++; return ask(f); };""")
        self.browser.later('setTimeout(arguments[0], 1000)')
        self.assertEqual(self.browser.js('return window.frames'), 0)
        self.browser.key('t', 'KeyT', 't')
        self.assertEqual(self.browser.js('return window.frames'), 1)

    def test_progress_outlives_the_page(self):
        self.browser.open('one-number')
        self.browser.js('localStorage.clear()')
        self.browser.open('one-number')
        self.browser.key('ArrowRight')
        self.browser.wait_title('one-number/2')
        self.browser.wait(lambda: self.browser.js(KEPT), 'progress')
        kept = self.browser.js(KEPT)
        self.browser.open('one-number')
        self.assertEqual(self.browser.js(KEPT), kept)
        self.assertIn('one-number', kept)

    def test_five_hundred_steps_take_no_more_memory_than_fifty(self):
        self.browser.open('one-number')
        walk = """
            const [count, done] = arguments;
            let left = count;
            const key = (name) => dispatchEvent(new KeyboardEvent('keydown', { key: name, code: name }));
            const step = () => {
                if (left-- === 0) return done();
                key(left % 10 ? (count - left) % 40 < 20 ? 'PageDown' : 'PageUp' : 'Home');
                requestAnimationFrame(step);
            };
            step();"""
        self.browser.later(walk, 60)
        before = self.browser.js('return headwise.bytes()')
        self.browser.later(walk, 500)
        after = self.browser.js('return headwise.bytes()')
        print(f'memory {before} bytes, after 500 steps {after}', flush=True)
        self.assertGreater(before, 0)
        self.assertLessEqual(after, before * 1.05)


if __name__ == '__main__':
    unittest.main(verbosity=2)
