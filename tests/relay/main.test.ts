/** The relay as a person starts it: a process of its own, its words and its exit codes, and the demo all the way. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, has } from './harness.ts';

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with all printed so far once it holds `words`. */
  says(words: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<{ code: number | null; printed: string }>;
}
const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

function start(...args: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/relay/main.ts', ...args]);
  running.push(child);
  let printed = '';
  let look: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      look();
    });
  return {
    child,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, printed }))),
    says: (words) =>
      new Promise((resolve) => {
        look = () => {
          const found = words.exec(printed);
          if (found) resolve(found);
        };
        look();
      }),
  };
}

describe('the relay as a process', { timeout: 30_000 }, () => {
  it('says where it is, plays the demo, and ends cleanly telling its clients', async () => {
    const relay = start('--port', '0', '--source', 'demo');
    const [, port] = await relay.says(/http:\/\/127\.0\.0\.1:(\d+)\/\?source=demo/);
    const client = await connect({ port: Number(port) }, 'source=demo');
    const told = await client.until(has('gift'));
    expect(told[0]).toMatchObject({ event: 'relay.hello', data: { version: '0.1.0' } });
    expect(told.find(({ event }) => event === 'gift')!.data).toMatchObject({
      giftName: expect.any(String),
      userId: expect.any(String),
    });
    relay.child.kill('SIGTERM');
    expect(await client.closed).toMatchObject({ code: 1012 });
    expect((await relay.ended).code).toBe(0);
  });

  it('says in one line what is wrong with a flag, and which there are', async () => {
    const { code, printed } = await start('--prot', '1').ended;
    expect(code).toBe(2);
    expect(printed).toMatch(/^[^\n]*--prot[^\n]*--allow-origin[^\n]*\n$/);
  });

  it('says what to do when the port is taken', async () => {
    const [, port] = await start('--port', '0').says(/:(\d+)\//);
    const { code, printed } = await start('--port', port!).ended;
    expect(code).toBe(1);
    expect(printed).toContain(`--port ${Number(port) + 1}`);
  });
});
