"""assemble.py BUILT PAGE FOLDER: the page as one file, and as two files for a host.

BUILT holds headwise.js, headwise.wasm and the two pictures of the first step. PAGE gets everything
inside it; FOLDER gets index.html and what it loads, named by content. The policy of both allows
nothing but what is in them: script and style by their hashes.
"""
import base64
import gzip
import hashlib
import os
import pathlib
import re
import sys

TYPES = {'png': 'png', 'svg': 'svg+xml'}
# Elsewhere than on the first step, its picture is not shown: whoever was here before goes on.
EARLY = """try {
  if (location.hash || localStorage.getItem('headwise.progress')) document.documentElement.className = 'elsewhere';
} catch (refused) { /* nothing is kept here */ }"""
SCRIPTS = ['address.js', 'clipboard.js', 'page.js']
HERE = pathlib.Path(__file__).parent


def sha(text):
    digest = hashlib.sha256(text.encode()).digest()
    return "'sha256-" + base64.b64encode(digest).decode() + "'"


def base64_of(data):
    return base64.b64encode(data).decode()


def policy(script, style, images, loads):
    rules = [
        "default-src 'none'",
        f"script-src {sha(EARLY)} {sha(script)} 'wasm-unsafe-eval'",
        f"style-src {sha(style)}",
        f"img-src {images}",
        f"connect-src {loads}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return '; '.join(rules)


def fill(shell, parts):
    return re.sub(r'@([A-Z]+)@', lambda hole: parts[hole[1]], shell)


def write(path, data):
    fresh = path.with_name(path.name + '.new')
    fresh.write_bytes(data)
    os.replace(fresh, path)


def one_file(shell, code, wasm, pictures):
    packed = base64_of(gzip.compress(wasm, 9, mtime=0))
    images = {name: f'data:image/{TYPES[kind]};base64,' + base64_of(data)
              for name, (kind, data) in pictures.items()}
    rules = policy(code['SCRIPT'], code['STYLE'], 'data:', "'none'")
    return fill(shell, {**code, **images, 'POLICY': rules, 'PROGRAM': packed})


def hosted(shell, code, wasm, pictures, folder):
    """Writes what the page loads, and returns the page."""

    def named(data, stem, end):
        name = f'{stem}-{hashlib.sha256(data).hexdigest()[:16]}.{end}'
        write(folder / name, data)
        return name

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    images = {name: named(data, name.lower(), kind) for name, (kind, data) in pictures.items()}
    rules = policy(code['SCRIPT'], code['STYLE'], "'self'", "'self'")
    program = named(wasm, 'headwise', 'wasm')
    shell = shell.replace('type="application/gzip"', f'type="application/wasm" data-file="{program}"')
    return fill(shell, {**code, **images, 'POLICY': rules, 'PROGRAM': ''})


def main():
    built, page, folder = map(pathlib.Path, sys.argv[1:])
    shell = (HERE / 'page.html').read_text()
    script = ''.join(path.read_text() for path in [built / 'headwise.js', *(HERE / part for part in SCRIPTS)])
    code = {'EARLY': EARLY, 'SCRIPT': script, 'STYLE': (HERE / 'page.css').read_text()}
    wasm = (built / 'headwise.wasm').read_bytes()
    pictures = {'LIGHT': built / 'first-light.png', 'DARK': built / 'first-dark.png',
                'ICON': HERE / 'icon.svg'}
    pictures = {name: (path.suffix[1:], path.read_bytes()) for name, path in pictures.items()}
    write(folder / 'index.html', hosted(shell, code, wasm, pictures, folder).encode())
    write(page, one_file(shell, code, wasm, pictures).encode())


main()
