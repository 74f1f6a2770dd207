// What app/platform/web/window.h asks of the page, linked beside the program: Module.page is page.js's.
mergeInto(LibraryManager.library, {
  web_open: function (window, width, height) {
    Module['page'].open(window, width, height);
  },
  web_show: function (pixels, width, height) {
    Module['page'].show(HEAPU8.subarray(pixels, pixels + 4 * width * height), width, height);
  },
  web_title: function (text) {
    Module['page'].title(UTF8ToString(text));
  },
  web_full_screen: function (full) {
    Module['page'].full_screen(full !== 0);
  },
  web_paints: function (x, y, width, height) {
    Module['page'].paints(x, y, width, height);
  },
  web_writes: function (x, y, width, height) {
    Module['page'].writes(x, y, width, height);
  },
  web_wishes_still: function () {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0;
  },
  web_view: function (link) {
    Module['page'].view(UTF8ToString(link));
  },
  web_copy: function (link) {
    return Module['page'].copy(UTF8ToString(link));
  },
  web_copy_text: function (text) {
    return Module['page'].copy_text(UTF8ToString(text));
  },
  web_ask_paste: function () {
    Module['page'].ask_paste();
  },
  web_stay: function () {
    throw 'unwind';
  },
});
