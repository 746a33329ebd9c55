/**
 * The page's own keys. Knows no screen: it is told what each key does. They reach us only while the page has the focus.
 * No key of ours is a lone character (WCAG 2.1.4): spoken words and stray keys must not leave the screen.
 */
import { ROUTES, type Route } from '#store/route.svelte.ts';

export interface KeyActions {
  readonly stop: () => void;
  readonly go: (route: Route) => void;
  readonly help: () => void;
}

/** Two Esc within this stop everything; slower ones are two ordinary Esc. */
const TWICE_MS = 600;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Returns how to stop listening. */
export function listenKeys(actions: KeyActions): () => void {
  let lastEscape = -Infinity;

  function press(event: KeyboardEvent): void {
    if (event.repeat) return;
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyX') {
      event.preventDefault();
      return actions.stop();
    }
    if (event.key === 'Escape') {
      const twice = event.timeStamp - lastEscape <= TWICE_MS;
      lastEscape = twice ? -Infinity : event.timeStamp;
      if (twice) actions.stop();
      return;
    }
    // AltGr counts as Ctrl+Alt on Windows; in a field Alt may spell a character.
    if (!event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    // By place as well: on a Mac, Alt turns "?" into "¿" and "1" into "¡".
    const isHelp = event.key === '?' || (event.shiftKey && event.code === 'Slash');
    const digit = event.shiftKey ? undefined : /^Digit([1-9])$/.exec(event.code)?.[1];
    const route = digit ? ROUTES[Number(digit) - 1] : undefined;
    if (!isHelp && !route) return;
    // Some browsers change tabs at Alt with a digit.
    event.preventDefault();
    if (route) actions.go(route);
    else actions.help();
  }

  // Captured at the window, so that nothing on the page can keep an emergency key from us.
  addEventListener('keydown', press, { capture: true });
  return () => removeEventListener('keydown', press, { capture: true });
}
