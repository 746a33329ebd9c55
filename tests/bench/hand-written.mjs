/** The baseline: what a streamer would write by hand, npm's `ws` into npm's `serialport`. argv: url, path of the port. */
import { SerialPort } from 'serialport';
import WebSocket from 'ws';

const [, , url, path] = process.argv;
const port = new SerialPort({ path, baudRate: 1_000_000, lock: false });
await new Promise((resolve, reject) => {
  port.once('open', resolve);
  port.once('error', reject);
});
const socket = new WebSocket(url, { perMessageDeflate: false });
socket.on('message', (text) => {
  const { event, data } = JSON.parse(text);
  if (event === 'chat' && data.comment === 'go') port.write(':1 SET 5 1*00\n');
});
socket.once('open', () => process.send('ready'));
process.once('disconnect', () => process.exit());
