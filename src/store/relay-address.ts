/** Finds out whether the host that served this page is a relay. Knows no setting. */

/** A static host answers with some page or not at all; waiting longer would only delay the demo. */
const LONGEST_WAIT_MS = 1_500;

/** ws:// or wss:// address of the relay beside the page at `href`, or null on a static host. */
export async function findRelay(href: string, get: typeof fetch = fetch): Promise<string | null> {
  const page = new URL(href);
  if (!/^https?:$/.test(page.protocol)) return null;
  try {
    const answer = await get(new URL('/healthz', page), {
      cache: 'no-store',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    const told: unknown = answer.ok ? await answer.json() : null;
    const isRelay = typeof told === 'object' && told !== null && 'name' in told && told.name === 'giftwire';
    return isRelay ? `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws` : null;
  } catch {
    // No answer, or one that is no JSON: simply not a relay. The page works without one.
    return null;
  }
}

/** The relay's address beside a page of this very machine; null for any other host. */
export function loopbackRelay(href: string): string | null {
  const { protocol, hostname, host } = new URL(href);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) ? `ws://${host}/ws` : null;
}

/** What a person typed as a relay's address, put right; null when it is none. */
export function parseRelayUrl(text: string): string | null {
  // People copy the page's own address: http is as good as ws here.
  const typed = text.trim().replace(/^http(?=s?:)/i, 'ws');
  const url = URL.parse(/^wss?:\/\//i.test(typed) ? typed : `ws://${typed}`);
  if (!typed || !url?.hostname) return null;
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '/ws' : url.pathname}`;
}
