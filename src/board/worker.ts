/** Worker 3: gives the virtual Arduino and the flasher their real world and offers both to the page. Nothing else lives here. */
import { expose } from 'comlink';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import type { BoardApi, VirtualView } from '#rpc/board.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import { createFirmwareImages } from './firmware-images.ts';
import { createFlasher } from './flash.ts';
import { createVirtualBoard } from './virtual-board.ts';

/** The page's folder. Built, workers lie in its assets folder; the development server has them where their sources are. */
const PAGE = new URL(import.meta.env.DEV ? '/' : '..', self.location.href);

async function fetchText(path: string, signal: AbortSignal | null = null): Promise<string> {
  const response = await fetch(new URL(path, PAGE), { signal });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

const clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms: number, task: () => void) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

let cable: MessagePort | null = null;
let watcher: (view: VirtualView) => void | Promise<void> = () => undefined;

function send(message: FromVirtualPort): void {
  cable?.postMessage(message, message.type === 'bytes' ? [message.bytes.buffer] : []);
}

const board = createVirtualBoard({
  clock,
  firmware: createFirmwareImages((path) => fetchText(path)).image,
  send,
  onView: (view) => watcher(view),
});
const flasher = createFlasher({
  serial: 'serial' in navigator ? navigator.serial : null,
  clock,
  loadFirmware: (chip, signal) => fetchText(FIRMWARE_FILES[chip], signal),
});

const api: BoardApi = {
  connect(end) {
    cable = end;
    end.onmessage = ({ data }: MessageEvent<ToVirtualPort>) => board.receive(data);
  },
  async watch(push) {
    watcher = push;
    board.show();
  },
  pressReset: board.pressReset,
  pressStop: board.pressStop,
  unplug: board.unplug,
  plug: board.plug,
  flash: flasher.flash,
  cancelFlash: flasher.cancel,
};
expose(api);
