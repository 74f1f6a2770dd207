"""A headless Chromium with the page in it, driven over chromedriver's JSON; standard library only."""
import base64
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / 'build/headwise.html'
HEADWISE = os.environ.get('HEADWISE', str(ROOT / 'build/headwise'))
NATIVE_SCENE = ROOT / 'build/wasm/native-scene'
PATIENCE_S = 30
ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--mute-audio',
             '--force-color-profile=srgb', '--window-size=1280,800']


def actions():
    """Every action's name, by its number."""
    header = (ROOT / 'app/scene/action.h').read_text()
    return re.findall(r'^    ACTION_(\w+),', header.split('enum action_kind {')[1].split('};')[0], re.M)


ACTIONS = actions()


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Browser:
    def __init__(self):
        port = free_port()
        self.driver = subprocess.Popen(['chromedriver', f'--port={port}', '--log-level=OFF'],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = f'http://127.0.0.1:{port}'
        self.wait(lambda: self.is_up(), 'chromedriver')
        wishes = {'browserName': 'chrome', 'goog:loggingPrefs': {'browser': 'ALL'},
                  'goog:chromeOptions': {'args': ARGUMENTS}}
        made = self.call('POST', '/session', {'capabilities': {'alwaysMatch': wishes}})
        self.url += '/session/' + made['sessionId']
        self.call('POST', '/timeouts', {'script': 300000})

    def end(self):
        try:
            self.call('DELETE', '')
        finally:
            self.driver.terminate()
            self.driver.wait()

    def is_up(self):
        try:
            return self.call('GET', '/status')['ready']
        except OSError:
            return False

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, method=method, data=data,
                                         headers={'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()[:500]) from None

    def devtools(self, command, **parameters):
        return self.call('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def js(self, code, *arguments):
        return self.call('POST', '/execute/sync', {'script': code, 'args': list(arguments)})

    @staticmethod
    def wait(ready, what):
        end = time.monotonic() + PATIENCE_S
        while not ready():
            if time.monotonic() > end:
                raise AssertionError(f'waited in vain for {what}')
            time.sleep(0.02)

    # ---- the page ----

    def size(self, width, height, density=1, touch=False):
        self.devtools('Emulation.setDeviceMetricsOverride', width=width, height=height,
                      deviceScaleFactor=density, mobile=touch)
        self.devtools('Emulation.setTouchEmulationEnabled', enabled=touch)

    def forget(self):
        """Nobody was here before."""
        self.devtools('Storage.clearDataForOrigin', origin='file://', storageTypes='local_storage')

    def theme(self, name):
        feature = {'name': 'prefers-color-scheme', 'value': name}
        self.devtools('Emulation.setEmulatedMedia', features=[feature])

    def open(self, place='', page=None):
        """The page on a place, as new: a changed address alone would not load it again."""
        self.call('POST', '/url', {'url': 'about:blank'})
        self.call('POST', '/url', {'url': (page or PAGE.as_uri()) + ('#' + place if place else '')})
        self.wait(self.is_drawn, 'the first frame')

    def is_drawn(self):
        return self.js("return document.getElementById('view').classList.contains('drawn')")

    def trouble(self):
        return self.js("return document.getElementById('trouble').textContent")

    def title(self):
        return self.js('return document.title')

    def wait_title(self, place):
        self.wait(lambda: self.title().startswith(place + ' '), f'{place}; it is {self.title()}')

    def complaints(self):
        """What the console was told, all of it, since it was last asked."""
        return [line['message'] for line in self.call('POST', '/se/log', {'type': 'browser'})]

    def size_drawn(self):
        return self.js("const { width, height } = document.getElementById('view'); return [width, height]")

    def differing(self, png):
        """How many pixels of the canvas differ from a PNG file's; -1 where the sizes do. The numbers are
        the same to a millionth, not to the bit: a colour may be rounded to the next of its 256 steps,
        which differ by 2 in a channel."""
        return self.later("""
            const [text, done] = arguments;
            const view = document.getElementById('view');
            const words = (from) => {
                const copy = Object.assign(document.createElement('canvas'), { width: from.width, height: from.height });
                const pen = copy.getContext('2d', { willReadFrequently: true });
                pen.drawImage(from, 0, 0);
                return pen.getImageData(0, 0, copy.width, copy.height).data;
            };
            createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))])).then((png) => {
                if (png.width !== view.width || png.height !== view.height) return done(-1);
                const a = words(view), b = words(png);
                let count = 0;
                const apart = (i, k) => Math.abs(a[i + k] - b[i + k]) > 2;
                for (let i = 0; i < a.length; i += 4) count += apart(i, 0) || apart(i, 1) || apart(i, 2);
                done(count);
            });""", base64.b64encode(png).decode())

    def later(self, code, *arguments):
        """What a script hands to its last argument, a function, in the end."""
        return self.call('POST', '/execute/async', {'script': code, 'args': list(arguments)})

    def words(self):
        """What is on view, as app/scene/words.h says it."""
        self.settle()
        return self.js('return headwise.words()')

    def targets(self, action, cells=False):
        """Where one can do that, back to front, in the page's pixels: centres, of a grid its first cell's."""
        shrink, found = self.js('return headwise.shrink()'), []
        for line in self.words().splitlines():
            if line.startswith(f'target {ACTIONS.index(action)} '):
                rows, columns, _, x, y, w, h = map(float, line.split()[4:])
                if cells == (rows > 0):
                    found.append(((x + w / max(columns, 1) / 2) * shrink, (y + h / max(rows, 1) / 2) * shrink))
        return found

    def press(self, *actions):
        """Clicks what does that, one after another."""
        for action in actions:
            self.click(*self.targets(action)[-1])

    def tap(self, *actions):
        for action in actions:
            self.touch([self.targets(action)[-1]])

    def settle(self):
        """Two frames on: what was asked for is drawn."""
        self.later('const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))')

    def rest(self):
        """Until nothing moves any more: a press before that ends the motion, and does nothing else."""
        drawn = -1
        while drawn != (now := self.js('return headwise.frames')):
            drawn = now
            self.settle()

    def picture(self):
        return self.js("return document.getElementById('view').toDataURL()")

    def changes(self, act):
        """Whether act changes the picture."""
        self.settle()
        before = self.picture()
        act()
        for _ in range(50):
            self.settle()
            if self.picture() != before:
                return True
        return False

    # ---- hands ----

    def key(self, key, code='', text='', modifiers=0, number=0):
        same = {'key': key, 'code': code or key, 'modifiers': modifiers, 'windowsVirtualKeyCode': number}
        self.devtools('Input.dispatchKeyEvent', type='keyDown', text=text, **same)
        self.devtools('Input.dispatchKeyEvent', type='keyUp', **same)

    def command(self, name, letter, number):
        """Ctrl with a letter as the browser itself takes it: copy, paste."""
        self.devtools('Input.dispatchKeyEvent', type='keyDown', key=letter, code=f'Key{letter.upper()}',
                      modifiers=2, windowsVirtualKeyCode=number, commands=[name])
        self.devtools('Input.dispatchKeyEvent', type='keyUp', key=letter, code=f'Key{letter.upper()}',
                      modifiers=2, windowsVirtualKeyCode=number)

    def mouse(self, kind, x, y, **more):
        self.devtools('Input.dispatchMouseEvent', type=kind, x=x, y=y, **more)

    def click(self, x, y):
        for kind in ('mousePressed', 'mouseReleased'):
            self.mouse(kind, x, y, button='left', clickCount=1)

    def touch(self, *ways):
        """Fingers, each a list of places: down at the first, along, up at the last."""
        for i, points in enumerate(zip(*ways)):
            self.devtools('Input.dispatchTouchEvent', type='touchMove' if i else 'touchStart',
                          touchPoints=[{'x': x, 'y': y, 'id': n} for n, (x, y) in enumerate(points)])
        self.devtools('Input.dispatchTouchEvent', type='touchEnd', touchPoints=[])


def native_words(place, width=1280, height=800):
    """What the native window says when it opens on a place."""
    command = [NATIVE_SCENE, place, str(width), str(height)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def native_window(place, width=1280, height=800):
    """The native window's first frame when it opens on a place, a PNG file's bytes."""
    path = ROOT / 'build/wasm/window.png'
    command = [NATIVE_SCENE, place, str(width), str(height), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.read_bytes()


def shot(place, *options):
    """The native program's picture of a step's first beat, a PNG file's bytes: it asks nothing."""
    path = ROOT / 'build/wasm/shot.png'
    subprocess.run([HEADWISE, 'shot', place, str(path), '--beat', '1', *options], check=True)
    return path.read_bytes()
