/**
 * A browser as a user has it: a window under Xvfb, and no driver inside that keeps hidden tabs awake or visible.
 * Only what cannot be done otherwise goes through its debugging port. Knows no page of ours.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import WebSocket from 'ws';
import { CHROMIUM_ARGS, HOW_TO_GET_CHROME, findChrome } from '../../scripts/find-chrome.mjs';
import { freePort } from '../e2e/relay-process.ts';
import { serialEnvironment } from '../serial-bench/chrome.ts';
import { sleep } from '../bench/stage.ts';

export interface UserChrome {
  /** Opens another tab in front: the first one is then hidden. */
  openAnotherTab(): Promise<void>;
  /** The value of an expression in the first tab. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** A screen nobody looks at. @returns its name for DISPLAY, and how to end it */
async function openScreen(): Promise<{ display: string; screen: ChildProcess }> {
  // Xvfb picks a free number and writes it to the descriptor it is told.
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x720x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject);
    screen.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  return { display: `:${number}`, screen };
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((done) => child.once('exit', done));

export async function openUserChrome(url: string, profile: string, devices: string): Promise<UserChrome> {
  const executable = findChrome();
  if (!executable) throw new Error(HOW_TO_GET_CHROME);
  const { display, screen } = await openScreen();
  const port = await freePort();
  const args = [...CHROMIUM_ARGS, `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`, url];
  const browser = spawn(executable, args, {
    env: { ...serialEnvironment(devices), DISPLAY: display },
    stdio: 'ignore',
    // Its own group, so that its children end with it.
    detached: true,
  });
  const targets = async (): Promise<Target[]> =>
    (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];

  async function firstTab(): Promise<Target> {
    for (let tries = 0; tries < 100; tries++) {
      // Refused until the browser is up.
      const found = (await targets().catch(() => [])).find(
        (target) => target.type === 'page' && target.url.startsWith(url.split('?')[0] ?? url),
      );
      if (found) return found;
      await sleep(100);
    }
    throw new Error('The browser did not open the page.');
  }
  const tab = await firstTab();

  return {
    async openAnotherTab() {
      await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' });
    },
    async evaluate(expression) {
      const socket = new WebSocket(tab.webSocketDebuggerUrl);
      await new Promise((open, fail) => socket.once('open', open).once('error', fail));
      const answer = new Promise<unknown>((resolve) =>
        socket.once('message', (text) =>
          resolve((JSON.parse(String(text)) as { result: { result: { value: unknown } } }).result.result.value),
        ),
      );
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
      const value = await answer;
      // A debugger that stays attached would be one more thing a user's tab does not have.
      socket.close();
      return value;
    },
    async close() {
      const gone = ended(browser);
      if (browser.pid) process.kill(-browser.pid, 'SIGTERM');
      await gone;
      screen.kill();
    },
  };
}
