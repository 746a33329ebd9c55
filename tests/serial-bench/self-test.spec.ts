/** The serial bench itself: real Chromium, real Web Serial, in a worker. Knows nothing of Giftwire's own page. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { launchChrome } from './chrome.ts';
import { createFakeBoard } from './fake-board.ts';
import { UNO } from './fake-port.ts';
import { createTextPeer } from './text-peer.ts';
import { serialBenchMissing } from './shim.ts';

const missing = serialBenchMissing();
test.skip(missing !== null, missing ?? '');

const PAGE = `<!doctype html><title>bench</title><script>
  const worker = new Worker('/worker.js');
  const log = (window.log = []);
  worker.onmessage = ({ data }) => log.push(data);
</script>`;
const WORKER = `
  async function use() {
    const [port] = await navigator.serial.getPorts();
    if (!port) return postMessage('no port');
    await port.open({ baudRate: 115200 });
    const { usbVendorId, usbProductId } = port.getInfo();
    postMessage('open ' + usbVendorId.toString(16) + ':' + usbProductId.toString(16));
    const writer = port.writable.getWriter();
    await writer.write(new TextEncoder().encode('ping\\n'));
    const reader = port.readable.getReader();
    try {
      for (let heard = ''; ; ) {
        heard += new TextDecoder().decode((await reader.read()).value);
        if (heard.includes('\\n')) postMessage('heard ' + heard.trim()), (heard = '');
      }
    } catch (error) {
      postMessage(error.name);
    }
  }
  navigator.serial.addEventListener('connect', use);
  use();
`;

async function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const isWorker = request.url === '/worker.js';
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    response.end(isWorker ? WORKER : PAGE);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a worker opens the port, is answered, loses the cable and finds it again', async () => {
  const { server, origin } = await serve();
  const peer = createTextPeer();
  let answer: (bytes: Uint8Array) => void = () => undefined;
  const board = createFakeBoard({
    ...peer,
    connect: (send) => void (answer = send),
    receive(bytes, at) {
      peer.receive(bytes, at);
      if (peer.lines.length > 0) answer(Buffer.from('pong\n'));
    },
  });
  const chrome = await launchChrome({ origin, granted: [UNO], devices: board.ports.directory });
  try {
    const page = await chrome.context.newPage();
    await page.goto(origin);
    const log = () => page.evaluate(() => (window as unknown as { log: string[] }).log);
    await expect.poll(log).toEqual(['open 2341:43', 'heard pong']);
    await expect.poll(() => board.portEvents.slice(0, 2)).toContain('open');
    board.unplug();
    await expect.poll(log).toContain('NetworkError');
    board.plug();
    await expect.poll(log).toEqual(['open 2341:43', 'heard pong', 'NetworkError', 'open 2341:43', 'heard pong']);
    expect(peer.lines.map((line) => line.text)).toEqual(['ping', 'ping']);
  } finally {
    await chrome.close();
    board.close();
    server.close();
  }
});
