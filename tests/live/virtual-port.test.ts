/** The virtual Arduino's port: opened, pulled out, plugged in, and what comes late for an opening that is over. */
import { describe, expect, test, vi } from 'vitest';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import { virtualCable, type CableEnd } from '#live/virtual-port.ts';

function fakeEnd() {
  const sent: ToVirtualPort[] = [];
  const close = vi.fn();
  const end: CableEnd = { onmessage: null, postMessage: (message: ToVirtualPort) => void sent.push(message), close };
  return {
    end,
    sent,
    close,
    say: (data: FromVirtualPort) => end.onmessage?.call(end as MessagePort, { data } as MessageEvent),
  };
}

function bed() {
  const far = fakeEnd();
  const cable = virtualCable();
  const report = vi.fn();
  const host = { onPort: vi.fn(), receive: vi.fn(), onDevice: vi.fn() };
  const port = () => cable.port('uno', host, report);
  return { ...far, cable, report, host, port, heard: () => host.onPort.mock.calls.map(([input]: string[]) => input) };
}
const bytes = new Uint8Array([1, 2]);

describe('the virtual port', () => {
  test('opens, carries bytes both ways and closes', async () => {
    const { cable, end, port: make, sent, say, host, heard } = bed();
    cable.attach(end);
    const port = make();
    port.open();
    port.open();
    expect(heard()).toEqual(['open']);
    say({ type: 'opened', opening: 1 });
    port.write(bytes);
    say({ type: 'bytes', opening: 1, bytes });
    await port.close();
    port.write(bytes);
    expect(port.kind).toBe('virtual');
    expect(heard()).toEqual(['open', 'opened']);
    expect(host.receive.mock.calls).toEqual([[bytes]]);
    expect(sent).toEqual([
      { type: 'open', opening: 1, model: 'uno' },
      { type: 'write', opening: 1, bytes },
      { type: 'close', opening: 1 },
    ]);
  });

  test('pulled out it is lost with the reason, and plugged in it opens again by itself', () => {
    const { cable, end, port: make, sent, say, report, heard } = bed();
    cable.attach(end);
    const port = make();
    port.open();
    say({ type: 'unplugged', opening: 1, detail: 'firmware/uno.hex' });
    expect(report.mock.calls).toEqual([['port-lost', 'firmware/uno.hex']]);
    port.write(bytes);
    say({ type: 'plugged' });
    say({ type: 'plugged' });
    say({ type: 'opened', opening: 2 });
    expect(heard()).toEqual(['open', 'unplug', 'open', 'opened']);
    expect(sent.map(({ type, opening }) => `${type} ${opening}`)).toEqual(['open 1', 'open 2']);
  });

  test('what comes late for an earlier opening is nobody’s', async () => {
    const { cable, end, port: make, say, host, report, heard } = bed();
    cable.attach(end);
    const first = make();
    first.open();
    await first.close();
    const second = make();
    second.open();
    say({ type: 'opened', opening: 1 });
    say({ type: 'bytes', opening: 1, bytes });
    say({ type: 'unplugged', opening: 1, detail: '' });
    expect(heard()).toEqual(['open', 'open']);
    expect(host.receive).not.toHaveBeenCalled();
    expect(report).not.toHaveBeenCalled();
    say({ type: 'opened', opening: 2 });
    expect(heard().at(-1)).toBe('opened');
  });

  test('a closed one does not open when the board is plugged in', async () => {
    const { cable, end, port: make, sent, say } = bed();
    cable.attach(end);
    const port = make();
    port.open();
    say({ type: 'unplugged', opening: 1, detail: '' });
    await port.close();
    say({ type: 'plugged' });
    expect(sent).toHaveLength(1);
  });

  test('without a cable there is no board', () => {
    const { port: make, heard } = bed();
    make().open();
    expect(heard()).toEqual([]);
  });

  test('another cable loses what was open, and is used when it is opened anew', () => {
    const { cable, end, close, port: make, say, report, heard } = bed();
    cable.attach(end);
    make().open();
    const next = fakeEnd();
    cable.attach(next.end);
    expect(close).toHaveBeenCalledOnce();
    expect(heard()).toEqual(['open', 'unplug']);
    expect(report).toHaveBeenCalledWith('port-lost', 'worker');
    say({ type: 'plugged' });
    make().open();
    expect(next.sent).toEqual([{ type: 'open', opening: 2, model: 'uno' }]);
  });
});
