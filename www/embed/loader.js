// The same for places that only take classic scripts: it must be captured now who we are, later nobody knows.

(() => {
  const here = document.currentScript?.src;
  import(new URL("auto.js", here).href);
})();
