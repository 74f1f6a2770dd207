// The clipboard. Text goes in while a key or a click is being handled; what comes out is handed in by
// the browser when the learner asks for it.
const headwise_clipboard = (address, paste) => {
  const LINK_MOST = 8000; // more of it is not read

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

  const copied = (event) => {
    if (String(getSelection())) return;
    event.clipboardData.setData('text/plain', address.whole());
    event.preventDefault();
  };
  const pasted = (event) => {
    event.preventDefault();
    paste(event.clipboardData.getData('text/plain').slice(0, 2 * LINK_MOST).replace(/\s+/g, ' ').trim());
  };

  return {
    // Whether it is there, or will be in a moment.
    copy: (link) => {
      address.show(link);
      const text = address.whole();
      if (!navigator.clipboard) return by_event(text);
      navigator.clipboard.writeText(text).catch(() => offer(text));
      return true;
    },
    listen: () => {
      addEventListener('copy', copied);
      addEventListener('paste', pasted);
    },
  };
};
