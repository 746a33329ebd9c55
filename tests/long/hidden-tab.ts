/**
 * The tab stands hidden behind another one, as it does behind OBS, and everything still acts, at once. A hidden page's
 * timers slow down after five minutes, and Chrome may freeze it: hence six.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { figure, percentile, type Figure } from '../bench/figure.ts';
import { latencies, sendJittered } from '../bench/jittered.ts';
import { go, openStage, until } from '../bench/stage.ts';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { openUserChrome } from './user-chrome.ts';

const PER_SECOND = 50;

/** Throws when an event was lost or acted twice. Latencies are told, not judged. */
export async function hiddenTab(minutes: number): Promise<Figure[]> {
  const profile = mkdtempSync(path.join(tmpdir(), 'giftwire-hidden-'));
  const peer = createGiftwirePeer();
  // A driven browser loads the rules and is closed; its profile is what the user's browser then starts with.
  const stage = await openStage({
    peer,
    step: { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
    dialect: 'giftwire',
    baudRate: 1_000_000,
    lineBaud: null,
    chrome: { profile },
  });
  try {
    await stage.closeChrome();
    const greetings = peer.greetings;
    const user = await openUserChrome(stage.relay.startLink, profile, stage.board.ports.directory);
    try {
      await until('The board was greeted', () => peer.greetings > greetings && stage.relay.connected() === 1);
      await user.openAnotherTab();
      const visibility = await user.evaluate('document.visibilityState');
      if (visibility !== 'hidden') throw new Error(`The tab is ${String(visibility)}: this would measure nothing.`);
      peer.executed.length = 0;
      const count = Math.round(minutes * 60 * PER_SECOND);
      const sent = await sendJittered(count, PER_SECOND, () => stage.relay.send('chat', go()));
      const values = await latencies(sent, () => peer.executed.map((done) => done.at));
      if (peer.naks.length > 0 || peer.watchdogCuts > 0)
        throw new Error(`naks: ${peer.naks.join()}; watchdog cuts: ${peer.watchdogCuts}`);
      const lastMinute = values.slice(-60 * PER_SECOND);
      const conditions = `headed Chromium under Xvfb without anti-throttling flags, hidden for ${minutes} min, ${count} events at ${PER_SECOND}/s jittered; the last minute of it`;
      return [0.5, 0.99].map((part) =>
        figure(`hidden tab: p${part * 100}`, 'ms', percentile(lastMinute, part), conditions),
      );
    } finally {
      await user.close();
    }
  } finally {
    await stage.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
