/** The built page alone, from a static host: the demo made in the page, and TikFinity's socket on the same PC. */
import { WebSocketServer } from 'ws';
import { expect, test } from './fixtures.ts';
import { rose } from './happenings.ts';
import { createStaticHost, type StaticHost } from './static-host.ts';

/** TikFinity's own port: the page knows no other. */
const TIKFINITY_PORT = 21213;

let host: StaticHost;
test.beforeAll(async () => void (host = await createStaticHost()));
test.afterAll(() => host.close());

test('without any relay the demo is made in the page and moves the virtual Uno', async ({ boardless }) => {
  const page = await boardless.open(host.origin);
  await expect(page.locator('.badge.live')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'done' }).first()).toBeVisible();
});

test("TikFinity's frames act, and the session bears its owner's name", async ({ boardless }) => {
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
    const page = await boardless.open(`${host.origin}/?source=tikfinity&start=1`);
    await connected;
    await expect(page.getByText('@warung_robot')).toBeVisible();
    await expect(page.getByRole('row', { name: /Rose × 2.*done/ })).toBeVisible();
  } finally {
    for (const socket of tikfinity.clients) socket.terminate();
    await new Promise((done) => tikfinity.close(done));
  }
});
