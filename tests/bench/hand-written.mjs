/**
 * The baseline: what a streamer would write by hand, npm's `ws` into npm's `serialport`.
 * argv: url, path of the port, baud rate, and as JSON the line for each comment.
 */
import { SerialPort } from 'serialport';
import WebSocket from 'ws';

const [, , url, path, baudRate, json] = process.argv;
const lines = JSON.parse(json);
const port = new SerialPort({ path, baudRate: Number(baudRate), lock: false });
await new Promise((resolve, reject) => {
  port.once('open', resolve);
  port.once('error', reject);
});
const socket = new WebSocket(url, { perMessageDeflate: false });
socket.on('message', (text) => {
  const { event, data } = JSON.parse(text);
  const line = event === 'chat' ? lines[data.comment] : undefined;
  if (line) port.write(line);
});
socket.once('open', () => process.send('ready'));
process.once('disconnect', () => process.exit());
