/** Sends events at a steady mean rate with jitter and pairs them with what arrived. Knows neither source nor board. */
import { sleep, until } from './stage.ts';

/** `count` sends, on average `perSecond`, each gap 0.3 to 1.7 of the mean. @returns when each was sent, ms */
export async function sendJittered(count: number, perSecond: number, send: () => number): Promise<number[]> {
  const sent: number[] = [];
  const mean = 1_000 / perSecond;
  // Gaps are counted from a schedule, or the timers' own lateness would lower the rate.
  let due = performance.now();
  while (sent.length < count) {
    due += mean * (0.3 + Math.random() * 1.4);
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    sent.push(send());
  }
  return sent;
}

/** Waits for as many arrivals as were sent, then gives each one's latency, ms. Order is kept on the way. */
export async function latencies(sent: readonly number[], arrived: () => readonly number[]): Promise<number[]> {
  await until('All that was sent arrived', () => arrived().length >= sent.length);
  const times = arrived();
  if (times.length > sent.length) throw new Error(`${times.length} arrivals of ${sent.length} sends.`);
  return sent.map((at, index) => (times[index] as number) - at);
}
