/** A link on a fake clock with nothing behind it: what it writes is kept, answers are given by hand. */
import { vi } from 'vitest';
import type { Command } from '#domain/command.ts';
import type { FaultCode } from '#domain/fault.ts';
import { checksum } from '#wire/board-frame.ts';
import type { Link, LinkHost } from '#live/link.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';

export interface Told {
  outcome: string | null;
  code: number | null;
  written: number | null;
  settled: number;
}

export function linkBed(create: (host: LinkHost) => Link, clock: FakeClock = fakeClock()) {
  const writes: string[] = [];
  const report = vi.fn<(code: FaultCode, detail?: string) => void>();
  const host = {
    clock,
    report,
    write: (bytes: Uint8Array) => void writes.push(new TextDecoder('latin1').decode(bytes)),
    greeted: vi.fn(),
    unanswered: vi.fn(),
    reset: vi.fn(),
    resent: vi.fn(),
    room: vi.fn(),
    wentOff: vi.fn(),
    stopPin: vi.fn(),
    limitCut: vi.fn(),
    heard: vi.fn(),
  } satisfies LinkHost;
  const link = create(host);
  return {
    clock,
    link,
    host,
    writes,
    /** All that was written since the last look, as one string. */
    taken: () => writes.splice(0).join(''),
    faults: () => report.mock.calls.map(([code]) => code),
    /** The board says these lines, sealed with their checksums. */
    answer(...contents: string[]): void {
      link.receive(new TextEncoder().encode(contents.map((content) => `${content}*${checksum(content)}\n`).join('')));
    },
    /** Sends if the link lets it. */
    send(command: Command): Told | null {
      if (!link.canSend(command)) return null;
      const told: Told = { outcome: null, code: null, written: null, settled: 0 };
      link.send({
        command,
        written: (now) => (told.written = now),
        settled(outcome, code) {
          told.outcome = outcome;
          told.code = code;
          told.settled++;
        },
      });
      return told;
    },
  };
}
