/** An element's width as it changes. Where nothing is laid out there is no observer, and the width stays as it was. */

/** For `{@attach}`: tells the content width in whole px, now and on every change. */
export const watchWidth = (told: (width: number) => void) => (element: Element) => {
  if (typeof ResizeObserver === 'undefined') return;
  const observer = new ResizeObserver((entries) => {
    const width = Math.floor(entries.at(-1)?.contentRect.width ?? 0);
    if (width > 0) told(width);
  });
  observer.observe(element);
  return () => observer.disconnect();
};
