/** Lighthouse on the page as the real relay serves it: performance and accessibility, 0 to 100. */
import lighthouse from 'lighthouse';
import desktopConfig from 'lighthouse/core/config/desktop-config.js';
import { createRelayProcess, freePort } from '../e2e/relay-process.ts';
import { launchChrome } from '../serial-bench/chrome.ts';
import { figure, median, type Figure } from './figure.ts';

const ROUNDS = 3;
const CATEGORIES = ['performance', 'accessibility'] as const;

export async function lighthouseScores(): Promise<Figure[]> {
  const relay = await createRelayProcess();
  const debuggingPort = await freePort();
  const chrome = await launchChrome({ origin: relay.origin, granted: [], devices: null, debuggingPort });
  try {
    const scores: Record<string, number[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const flags = { port: debuggingPort, logLevel: 'error' } as const;
      const result = await lighthouse(relay.origin, { ...flags, onlyCategories: [...CATEGORIES] }, desktopConfig);
      for (const category of CATEGORIES)
        (scores[category] ??= []).push((result?.lhr.categories[category]?.score ?? Number.NaN) * 100);
    }
    const conditions = `Lighthouse's desktop preset, served by the relay, median of ${ROUNDS}`;
    return CATEGORIES.map((category) =>
      figure(`lighthouse: ${category}`, '/100', median(scores[category] ?? []), conditions),
    );
  } finally {
    await chrome.close();
    await relay.close();
  }
}
