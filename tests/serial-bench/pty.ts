/**
 * A pseudo-terminal: the browser opens its slave as a serial port, this process is the board at the other end.
 * Node opens the master itself; python3 makes the two ioctls Node lacks. Knows no protocol and no baud rate.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { PYTHON } from './shim.ts';

export interface Pty {
  /** The slave's path, as the browser opens it. */
  readonly path: string;
  /** Bytes to the browser, in order; kept here while its input buffer is full. */
  write(bytes: Uint8Array): void;
  /** Calls back with all bytes as they come: a line of unlimited speed. */
  onData(receive: (bytes: Uint8Array) => void): void;
  /** Takes at most `count` bytes that already wait, for a reader that sets its own pace. Not together with onData. */
  read(count: number): Uint8Array;
  /** Whoever holds the slave sees the line hang up, as when a cable goes. */
  close(): void;
}

// File descriptor 3 is the master. TIOCSPTLCK (0x40045431) unlocks the slave; raw mode keeps the kernel from
// editing lines; the mode lets a browser of another user open it.
const PREPARE = `
import fcntl, os, struct, sys, tty
fcntl.ioctl(3, 0x40045431, struct.pack('i', 0))
slave = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
tty.setraw(slave)
os.close(slave)
os.chmod(sys.argv[1], 0o666)
`;
const OPEN_FLAGS = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;

const isWouldBlock = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EAGAIN';
/** EIO is what a hang-up looks like from the master's side. */
const isHangUp = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EIO';

export function openPty(): Pty {
  const master = openSync('/dev/ptmx', OPEN_FLAGS);
  const index = /tty-index:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${master}`, 'utf8'))?.[1];
  if (index === undefined) throw new Error('The kernel does not tell the number of this pty.');
  const path = `/dev/pts/${index}`;
  const prepared = spawnSync(PYTHON, ['-c', PREPARE, path], { stdio: ['ignore', 'inherit', 'inherit', master] });
  if (prepared.status !== 0) throw new Error(`Could not prepare ${path}.`);
  // While nobody else has the slave open, this descriptor keeps the master from reading EIO.
  const slave = openSync(path, OPEN_FLAGS);

  let stream: ReadStream | null = null;
  let closed = false;
  let unwritten: Uint8Array[] = [];
  let retry: NodeJS.Timeout | null = null;

  function drain(): void {
    retry = null;
    while (!closed && unwritten.length > 0) {
      const [first, ...rest] = unwritten as [Uint8Array, ...Uint8Array[]];
      let written = 0;
      try {
        written = writeSync(master, first);
      } catch (error) {
        if (isHangUp(error)) return void (unwritten = []);
        if (!isWouldBlock(error)) throw error;
      }
      if (written === first.length) unwritten = rest;
      else {
        unwritten = [first.subarray(written), ...rest];
        retry = setTimeout(drain, 1);
        return;
      }
    }
  }

  return {
    path,
    write(bytes) {
      unwritten.push(bytes);
      if (!retry) drain();
    },
    onData(receive) {
      stream = new ReadStream(master);
      stream.on('data', receive);
      stream.on('error', (error) => {
        if (!isHangUp(error)) throw error;
      });
    },
    read(count) {
      const buffer = Buffer.alloc(count);
      if (closed || count === 0) return buffer.subarray(0, 0);
      try {
        return buffer.subarray(0, readSync(master, buffer, 0, count, null));
      } catch (error) {
        if (isWouldBlock(error) || isHangUp(error)) return buffer.subarray(0, 0);
        throw error;
      }
    },
    close() {
      if (closed) return;
      closed = true;
      if (retry) clearTimeout(retry);
      closeSync(slave);
      if (stream) stream.destroy();
      else closeSync(master);
    },
  };
}
