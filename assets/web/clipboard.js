// The clipboard. Text goes in while a key or a click is being handled; what comes out is handed in by
// the browser when the learner asks for it.
const headwise_clipboard = (address, paste) => {
  const MOST = 16000; // more is not read: of an error the end counts

  // Where there is no clipboard to write to, as in a page that an insecure host serves.
  const by_event = (text) => {
    let done = false;
    const give = (event) => {
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    addEventListener('copy', give, true);
    document.execCommand('copy');
    removeEventListener('copy', give, true);
    return done;
  };
  const offer = (text) => by_event(text) || prompt(document.title, text);

  const hand_in = (text) => paste(text.slice(-MOST).trim());

  const copied = (event) => {
    if (String(getSelection())) return;
    event.clipboardData.setData('text/plain', address.whole());
    event.preventDefault();
  };
  const pasted = (event) => {
    event.preventDefault();
    hand_in(event.clipboardData.getData('text/plain'));
  };
  const put = (text) => {
    if (!navigator.clipboard) return by_event(text);
    navigator.clipboard.writeText(text).catch(() => offer(text));
    return true;
  };

  return {
    // Whether it is there, or will be in a moment.
    copy: (link) => {
      address.show(link);
      return put(address.whole());
    },
    copy_text: put,
    // By a click, where the browser lets a page read it; else there is Ctrl+V.
    ask: () => {
      if (navigator.clipboard && navigator.clipboard.readText) {
        navigator.clipboard.readText().then(hand_in, () => {});
      }
    },
    listen: () => {
      addEventListener('copy', copied);
      addEventListener('paste', pasted);
    },
  };
};
