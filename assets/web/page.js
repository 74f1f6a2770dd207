// The page: a canvas, what comes in from hands and system, and the program, which draws a frame when
// it is asked to and rests otherwise. No frame is asked for unless something came in.
'use strict';
(() => {
  const INPUT = { POINTER: 3, CLICK: 4, WHEEL: 5, SWIPE: 6, PINCH: 7, THEME: 8, ADDRESS: 9, RELEASE: 13 }; // enum input_kind
  const LEAST = { width: 420, height: 390 }; // a smaller page shows this much, smaller: text stays legible
  const TEXT_BYTES = 32, PIXELS_A_LINE = 40, PINCH_A_SIZE = 1.2, SWIPE_PX = 48, TAP_PX = 10;
  const KEPT = 'headwise.progress', KEPT_FILE = '/home/web_user/.local/share/headwise/progress';

  const canvas = document.getElementById('view');
  const room = document.getElementById('room');
  const typing = document.getElementById('typing');
  const leave = document.getElementById('leave');
  const pen = canvas.getContext('2d', { alpha: false });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const said = []; // what the program wrote on stderr
  const address = headwise_address((link) => given(link) && send(INPUT.ADDRESS));
  const clipboard = headwise_clipboard(address, (text) => given(text) && at_once(() => key(0x76, CTRL)));
  let program, at = 0, density = 1, seen = 1, wanted = false, over = false;

  // ---- turns ----

  const turn = () => {
    wanted = false;
    if (over) return;
    if (seen !== devicePixelRatio) measure(); // not every browser tells
    try {
      const next = program._web_turn(at);
      over = next === 0;
      if (next === 2) wake();
    } catch (error) {
      over = true;
      said.push(String(error));
    }
    keep();
    if (over) trouble();
  };
  const wake = () => {
    if (at && !wanted) {
      wanted = true;
      requestAnimationFrame(turn);
    }
  };
  const send = (kind, x = 0, y = 0, amount = 0) => {
    if (!at) return;
    program._web_input(at, kind, x, y, amount);
    wake();
  };
  const key = (symbol, modifiers) => {
    program._web_key(at, symbol, modifiers);
    wake();
  };
  const text = (written) => { // in pieces that fit
    for (const character of written) {
      program.stringToUTF8(character, program._web_text_place(at), TEXT_BYTES);
      program._web_text(at);
    }
    wake();
  };
  // A link, from the address or the clipboard, where the program finds it.
  const given = (link) => {
    const bytes = program.lengthBytesUTF8(link), to = program._web_link_place(at, bytes);
    if (to) program.stringToUTF8(link, to, bytes + 1);
    return to !== 0;
  };
  // While the browser handles a click or a key it lets the page do what it refuses later.
  const at_once = (act) => {
    act();
    turn();
  };
  const trouble = () => {
    const box = document.getElementById('trouble');
    box.textContent = (said.join('\n') || 'The program has ended.') + '\nReload the page to begin again.';
    box.hidden = false;
  };

  // ---- size: whole device pixels, and never fewer logical ones than the layout needs ----

  let measured = '';
  // Whether it is another.
  const measure = () => {
    const box = room;
    const shrink = Math.min(1, box.clientWidth / LEAST.width, box.clientHeight / LEAST.height) || 1;
    const width = Math.max(1, Math.round(box.clientWidth / shrink));
    const height = Math.max(1, Math.round(box.clientHeight / shrink));
    seen = devicePixelRatio;
    density = seen * shrink;
    const now = [width, height, density].join();
    if (now === measured) return false;
    measured = now;
    program._web_size(at, width, height, density);
    return true;
  };
  const place = (event) => {
    const shrink = density / devicePixelRatio;
    return [event.clientX / shrink, event.clientY / shrink];
  };
  // The box in device pixels changes with the window and with the screen's density.
  const watch_size = () => {
    const watcher = new ResizeObserver(() => measure() && wake());
    try {
      watcher.observe(room, { box: 'device-pixel-content-box' });
    } catch (unknown) {
      watcher.observe(room);
    }
  };
  // Another screen may have another density for the same size.
  const watch_density = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      if (measure()) wake();
      watch_density();
    }, { once: true });
  };

  // ---- keys: the browser's own stay the browser's ----

  const NAMED = {
    ArrowRight: 0x4000004f, ArrowLeft: 0x40000050, ArrowDown: 0x40000051, ArrowUp: 0x40000052,
    Home: 0x4000004a, PageUp: 0x4000004b, End: 0x4000004d, PageDown: 0x4000004e, F2: 0x4000003b,
    Tab: 9, Enter: 13, Escape: 27, Backspace: 8,
  };
  const PAD = { NumpadAdd: 0x40000057, NumpadSubtract: 0x40000056, NumpadEnter: 0x40000058 };
  const SHIFT = 1, CTRL = 0x40; // KMOD_LSHIFT, KMOD_LCTRL

  // The key as SDL counts it: without Shift, where it has a figure.
  const symbol_of = (event) => {
    const figure = /^Digit([0-9])$/.exec(event.code);
    if (PAD[event.code] || NAMED[event.key]) return PAD[event.code] || NAMED[event.key];
    if (figure) return figure[1].charCodeAt(0);
    return [...event.key].length === 1 ? event.key.toLowerCase().codePointAt(0) : 0;
  };
  const is_browsers = (event) => {
    const written = event.getModifierState('AltGraph');
    return event.isComposing || event.metaKey || ((event.ctrlKey || event.altKey) && !written);
  };
  const pressed = (event) => {
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyL') {
      at_once(() => key(0x6c, CTRL | SHIFT));
      event.preventDefault();
      return;
    }
    const symbol = is_browsers(event) || !at ? 0 : symbol_of(event);
    if (!symbol) return;
    key(symbol, event.shiftKey ? SHIFT : 0);
    if ([...event.key].length === 1) text(event.key);
    event.preventDefault();
  };

  // ---- fingers: tap, swipe, scroll, pinch ----

  const fingers = new Map();
  let spread = 0, scrolled = 0, pinched = false, painting = false;
  let canvas_of_paint = { width: 0 };

  const distance = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  const is_in = ({ left, top, width, height }, x, y) => x >= left && y >= top && x < left + width && y < top + height;
  const finger_down = (event) => {
    if (painting) send(INPUT.RELEASE, ...place(event));
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, from: [event.clientX, event.clientY] });
    pinched = fingers.size > 1;
    spread = fingers.size === 2 ? distance() : 0;
    scrolled = 0;
    painting = !pinched && is_in(canvas_of_paint, ...place(event));
    if (painting) send(INPUT.CLICK, ...place(event));
  };
  const pinch = () => {
    const ratio = distance() / spread;
    if (ratio > PINCH_A_SIZE || ratio < 1 / PINCH_A_SIZE) {
      send(INPUT.PINCH, 0, 0, ratio > 1 ? 1 : -1);
      spread = distance();
    }
  };
  const scroll = (event, finger) => {
    const [x, y] = finger.from;
    if (Math.abs(event.clientY - y) <= Math.abs(event.clientX - x)) return;
    const lines = Math.trunc((y - event.clientY) / PIXELS_A_LINE);
    if (lines !== scrolled) send(INPUT.WHEEL, ...place(event), lines - scrolled);
    scrolled = lines;
  };
  const finger_moved = (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    if (painting) send(INPUT.POINTER, ...place(event));
    else if (fingers.size === 2) pinch();
    else if (!pinched) scroll(event, finger);
  };
  const tapped = (event) => {
    const [x, y] = place(event);
    at_once(() => send(INPUT.CLICK, x, y));
    if (is_in(field, x, y)) write(event);
  };
  const finger_up = (event) => {
    const finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    if (painting) {
      painting = false;
      send(INPUT.RELEASE, ...place(event));
      return;
    }
    if (!finger || pinched || event.type === 'pointercancel') return;
    const dx = event.clientX - finger.from[0], dy = event.clientY - finger.from[1];
    if (Math.hypot(dx, dy) <= TAP_PX) tapped(event);
    else if (Math.abs(dx) >= SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy)) send(INPUT.SWIPE, 0, 0, dx < 0 ? 1 : -1);
  };

  // ---- mouse and wheel ----

  const is_touch = (event) => event.pointerType === 'touch';
  let rolled = 0;
  const wheel = (event) => {
    if (event.ctrlKey) return; // the browser's zoom
    event.preventDefault();
    rolled += event.deltaMode === 0 ? event.deltaY / PIXELS_A_LINE : event.deltaY;
    const lines = Math.trunc(rolled);
    rolled -= lines;
    if (lines) send(INPUT.WHEEL, ...place(event), lines);
  };
  const down = (event) => {
    canvas.focus();
    if (is_touch(event)) finger_down(event);
    else if (event.button === 0) at_once(() => send(INPUT.CLICK, ...place(event)));
  };

  // ---- the keyboard on the screen: a tap on the answer's field brings it up ----

  // Without a text before it, that keyboard does not tell of Backspace.
  const HELD = ' ';
  let field = { width: 0 };
  // The browser brings into view where one writes.
  const write = (event) => {
    typing.style.left = `${event.clientX}px`;
    typing.style.top = `${event.clientY}px`;
    typing.value = HELD;
    typing.focus();
  };
  const typed = (event) => {
    if (event.inputType.startsWith('delete')) key(NAMED.Backspace, 0);
    else if (!event.isComposing) text(typing.value.slice(HELD.length));
    else return;
    typing.value = HELD;
  };

  // ---- all of the screen: by the program's menu, as F5 and F11 are the browser's ----

  const FULL_SCREEN = 0x40000044; // F11, for the program
  let whole = false; // wished by the program
  const fill_screen = (fill) => {
    if (fill === Boolean(document.fullscreenElement)) return;
    const asked = fill ? document.documentElement.requestFullscreen?.() : document.exitFullscreen();
    asked?.catch(() => {}); // the browser may refuse
  };
  // Escape leaves all of the screen before the program hears of it. It may be presenting, behind a curtain,
  // or filling the screen, or both.
  const screen_changed = () => {
    if (!document.fullscreenElement) escape();
  };
  const escape = () => {
    const { Escape } = NAMED, ways = [FULL_SCREEN, FULL_SCREEN, Escape, Escape, Escape, FULL_SCREEN];
    for (const way of ways) if (whole) at_once(() => key(way, 0));
  };

  const listen = () => {
    addEventListener('keydown', pressed);
    canvas.addEventListener('pointerdown', down);
    canvas.addEventListener('pointermove', (event) =>
      is_touch(event) ? finger_moved(event) : send(INPUT.POINTER, ...place(event)));
    // What follows a tap would take the focus from where one writes.
    canvas.addEventListener('mousedown', (event) => event.preventDefault());
    canvas.addEventListener('pointerup', (event) =>
      is_touch(event) ? finger_up(event) : event.button === 0 && send(INPUT.RELEASE, ...place(event)));
    canvas.addEventListener('pointercancel', finger_up);
    canvas.addEventListener('pointerleave', (event) => is_touch(event) || send(INPUT.POINTER, -1, -1));
    canvas.addEventListener('wheel', wheel, { passive: false });
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
    typing.addEventListener('input', typed);
    addEventListener('compositionend', (event) => { text(event.data); typing.value = HELD; });
    leave.addEventListener('click', escape);
    document.addEventListener('fullscreenchange', screen_changed);
    address.listen();
    clipboard.listen();
    dark.addEventListener('change', () => send(INPUT.THEME, 0, 0, dark.matches ? 1 : 0));
    addEventListener('storage', (event) => event.key === KEPT && event.newValue && give_kept(event.newValue));
    watch_size();
    watch_density();
  };

  // ---- progress: the program's file is the browser's storage ----

  let kept; // as it was last stored
  const stored = () => {
    try {
      return localStorage.getItem(KEPT);
    } catch (refused) {
      return null;
    }
  };
  const give_kept = (marks) => {
    program.FS.mkdirTree(KEPT_FILE.slice(0, KEPT_FILE.lastIndexOf('/')));
    program.FS.writeFile(KEPT_FILE, marks);
  };
  const keep = () => {
    const { object } = program.FS.analyzePath(KEPT_FILE);
    if (!object || object === kept) return; // each save is another file, moved to its place
    kept = object;
    try {
      localStorage.setItem(KEPT, program.FS.readFile(KEPT_FILE, { encoding: 'utf8' }));
    } catch (refused) { /* a private window keeps nothing */ }
  };

  // ---- the program ----

  const page = {
    open: (window) => { at = window; measure(); },
    show: (bytes, w, h) => {
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
        canvas.style.width = `${w / devicePixelRatio}px`;
        canvas.style.height = `${h / devicePixelRatio}px`;
      }
      pen.putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length), w, h), 0, 0);
      headwise.frames++;
      if (!canvas.classList.contains('drawn')) {
        canvas.classList.add('drawn');
        document.getElementById('first').classList.add('gone');
        performance.mark('first frame');
      }
    },
    writes: (left, top, width, height) => {
      field = { left, top, width, height };
      if (width === 0 && document.activeElement === typing) canvas.focus();
    },
    paints: (left, top, width, height) => {
      canvas_of_paint = { left, top, width, height };
    },
    view: address.show,
    copy: clipboard.copy,
    copy_text: clipboard.copy_text,
    ask_paste: clipboard.ask,
    full_screen: (full) => {
      whole = full;
      document.documentElement.classList.toggle('whole', full);
      fill_screen(full);
    },
    title: (name) => {
      document.title = name;
      canvas.setAttribute('aria-label', name);
    },
  };
  // The program's bytes: in this page, packed, or a file beside it.
  const fetched = () => {
    const packed = document.getElementById('program');
    if (packed.dataset.file) return fetch(packed.dataset.file);
    const bytes = Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream, { headers: { 'Content-Type': 'application/wasm' } });
  };
  // A host that does not say that it is wasm gets it compiled all the same.
  const compiled = async (imports) => {
    const answer = await fetched();
    if (answer.ok === false) throw new Error(`${answer.url}: ${answer.status}`);
    return /^application\/wasm/.test(answer.headers.get('Content-Type') || '')
      ? WebAssembly.instantiateStreaming(answer, imports)
      : WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  };
  const options = {
    page,
    print: () => {},
    printErr: (line) => said.push(line),
    instantiateWasm: (imports, done) => {
      compiled(imports).then(({ instance, module }) => done(instance, module)).catch(fail);
      return {};
    },
  };
  const fail = (error) => {
    said.push(String(error));
    trouble();
  };
  const run = (word) => program.callMain([...(dark.matches ? ['--theme', 'dark'] : []), ...(word ? [word] : [])]);
  const start = (made) => {
    program = made;
    const marks = stored(), word = address.word(), hash = location.hash.slice(1);
    if (marks) give_kept(marks);
    kept = program.FS.analyzePath(KEPT_FILE).object;
    if (word || !hash) run(word);
    if (!at && hash) { // no such place: the beginning, and it says so
      said.length = 0;
      run('');
      if (at && given(hash)) send(INPUT.ADDRESS);
    }
    if (!at) return trouble();
    keep();
    listen();
    canvas.focus();
  };
  // For whoever measures: frames drawn, how far the program's memory reaches, what the view says in
  // words, and how many pixels of the page one of the program's is.
  globalThis.headwise = {
    frames: 0,
    bytes: () => program._sbrk(0),
    words: () => program.UTF8ToString(program._web_scene_text(at)),
    shrink: () => density / devicePixelRatio,
  };
  Headwise(options).then(start).catch(fail);
})();
