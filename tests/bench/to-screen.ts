/** From the source's send to the event standing in the page, on a quiet page. */
import { chat } from '../e2e/happenings.ts';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { sendJittered } from './jittered.ts';
import { openStage, sleep } from './stage.ts';

const COUNT = 200;
const PER_SECOND = 4;

type Seen = Record<string, number>;

export async function toScreen(): Promise<Figure[]> {
  const stage = await openStage({
    peer: createGiftwirePeer(),
    step: { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
    dialect: 'giftwire',
    baudRate: 1_000_000,
    lineBaud: null,
  });
  const { relay, page } = stage;
  try {
    await page.evaluate(() => {
      const seen: Seen = ((window as unknown as { seen: Seen }).seen = {});
      new MutationObserver(() => {
        const now = performance.timeOrigin + performance.now();
        for (const [mark] of document.querySelector('main')?.textContent.matchAll(/mark\d+x/g) ?? [])
          seen[mark] ??= now;
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    let number = 0;
    const sent = await sendJittered(COUNT, PER_SECOND, () => relay.send('chat', chat(`mark${number++}x`)));
    await sleep(1_000);
    const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
    const values = sent.map((at, index) => (seen[`mark${index}x`] ?? Number.NaN) - performance.timeOrigin - at);
    if (values.some(Number.isNaN)) throw new Error('Some events were never seen.');
    const conditions = `${COUNT} comments at ${PER_SECOND}/s jittered, quiet page, seen = in the DOM`;
    return [0.5, 0.99].map((part) => figure(`to screen: p${part * 100}`, 'ms', percentile(values, part), conditions));
  } finally {
    await stage.close();
  }
}
