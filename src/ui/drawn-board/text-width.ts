/** How wide words are on screen, and words cut to a width. Knows the page's font and nothing of boards. */

/** Rough widths in em, on the wide side, for where nothing can be measured. */
const EM = [
  [/[iljtfrI.,:;'|! ()/-]/, 0.45],
  [/[0-9]/, 0.65],
  [/[mwMW@%\u2e80-\uffff]/, 1.1],
] as const;
const estimate = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (EM.find(([kind]) => kind.test(letter))?.[1] ?? 0.7), 0);

const WEIGHT = 600;
let context: OffscreenCanvasRenderingContext2D | null | undefined;

/** Width in px of semi-bold text of `size` px in the page's font; estimated where there is no canvas. */
export function textWidth(text: string, size: number): number {
  context ??= typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return estimate(text) * size;
  context.font = `${WEIGHT} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}

const letters = new Intl.Segmenter();

/** The text, or as much of its beginning as fits into `widest` px with an ellipsis; never half an emoji. */
export function cutTo(text: string, size: number, widest: number): string {
  if (textWidth(text, size) <= widest) return text;
  const parts = Array.from(letters.segment(text), ({ segment }) => segment);
  while (parts.length > 1 && textWidth(`${parts.join('').trimEnd()}…`, size) > widest) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}
