// The address bar: behind '#' stands what is on view. A step is an entry of the browser's history, what
// is changed inside it is not. An address that is edited, or gone back to, is opened.
const headwise_address = (open) => {
  // A browser refuses a page that writes more often than it thinks right: what comes too fast waits,
  // and of what waits the last is written.
  const AT_ONCE = 40, A_SECOND = 4;
  const written = () => location.hash.slice(1);
  const step_of = (link) => link.split('?')[0];

  let known = written(); // as it was written or opened last
  let view = known, opened = true, timer = 0;
  let left = AT_ONCE, counted = 0;

  const may = () => {
    const now = performance.now();
    left = Math.min(AT_ONCE, left + (now - counted) * A_SECOND / 1000);
    counted = now;
    return left >= 1;
  };
  const write = () => {
    timer = 0;
    if (written() !== known) return; // it is about to be opened
    if (view !== known && !may()) {
      timer = setTimeout(write, 1000 / A_SECOND);
      return;
    }
    if (view !== known) {
      left--;
      const same = opened || step_of(view) === step_of(known);
      history[same ? 'replaceState' : 'pushState'](null, '', '#' + view);
      known = written();
    }
    opened = false;
  };
  const changed = () => {
    if (written() === known) return;
    known = written();
    opened = true;
    clearTimeout(timer);
    timer = 0;
    open(known || '1');
  };

  return {
    show: (link) => {
      view = link;
      if (!timer) write();
    },
    listen: () => {
      addEventListener('popstate', changed);
      addEventListener('hashchange', changed);
    },
    whole: () => location.href.split('#')[0] + '#' + view,
    // What may be told the program as a word of its command line: nothing that could be another's.
    word: () => (known.length > 8000 || known.startsWith('-') || !known ? '' : known + (/[/?]/.test(known) ? '' : '?')),
  };
};
