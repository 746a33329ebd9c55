/** The built page alone, from a static host: the demo made in the page, and TikFinity's socket on the same PC. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { browserFor } from './browser.ts';
import { rose } from './happenings.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** TikFinity's own port: the page knows no other. */
const TIKFINITY_PORT = 21213;

/** A browser without any granted board. */
const test = base.extend<{ chrome: ReturnType<typeof browserFor> }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture depends on from this pattern.
  chrome: async ({}, use) => {
    const browser = browserFor(null);
    await use(browser);
    await browser.close();
  },
});

let host: Server;
let origin: string;

test.beforeAll(async () => {
  // Serves files and nothing else: no relay, no /healthz.
  host = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = path.join(DIST, pathname === '/' ? 'index.html' : path.normalize(pathname));
    readFile(file).then(
      (content) => {
        response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  host.closeAllConnections();
  await new Promise((done) => host.close(done));
});

test('without any relay the demo is made in the page and moves the virtual Uno', async ({ chrome }) => {
  const page = await chrome.open(origin);
  await expect(page.locator('.badge.live')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'done' }).first()).toBeVisible();
});

test("TikFinity's frames act, and the session bears its owner's name", async ({ chrome }) => {
  const tikfinity = new WebSocketServer({ port: TIKFINITY_PORT, host: '127.0.0.1' });
  try {
    const connected = new Promise<void>((done) => {
      tikfinity.on('connection', (socket) => {
        const say = (event: string, data: object): void =>
          socket.send(JSON.stringify({ event, data: { ...data, tikfinityUsername: 'warung_robot' } }));
        say('config', {});
        say('gift', rose('tf-1', 2));
        done();
      });
    });
    const page = await chrome.open(`${origin}/?source=tikfinity&start=1`);
    await connected;
    await expect(page.getByText('@warung_robot')).toBeVisible();
    await expect(page.getByRole('row', { name: /Rose × 2.*done/ })).toBeVisible();
  } finally {
    for (const socket of tikfinity.clients) socket.terminate();
    await new Promise((done) => tikfinity.close(done));
  }
});
