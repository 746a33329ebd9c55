/** A recording in a file: lines in whatever pieces they come, damaged ones counted and told, the whole reckoned. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '#live/open-recording.ts';
import { fileRecording, LARGEST_RECORDING_BYTES, type ReadableFile } from '#live/recording-file.ts';
import type { Recorded } from '#live/recording.ts';
import { reckon, recordingFaults } from '#what-if/run-recording.ts';
import { collectFaults } from '../fakes/faults.ts';
import { giftRule, profileOf, pulse } from '../what-if/bed.ts';

const SHORT = path.join(import.meta.dirname, '../fixtures/recordings/short.jsonl');

/** A file that is handed out `size` bytes at a time. */
function fileOf(bytes: Uint8Array, size: number): ReadableFile {
  return {
    name: 'night.jsonl',
    size: bytes.length,
    stream: () =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      }),
  };
}
const line = (ts: number, comment: string): string =>
  `${JSON.stringify({ ts, event: 'chat', data: { userId: '7', msgId: `m${ts}`, comment } })}\n`;

async function readAll(
  text: string | Uint8Array,
  size = 7,
): Promise<{ items: Recorded[]; told: string[]; done: number[] }> {
  const faults = collectFaults();
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const items: Recorded[] = [];
  const done: number[] = [];
  for await (const page of fileRecording(fileOf(bytes, size), faults.report).pages()) {
    items.push(...page.items);
    done.push(page.done);
  }
  expect(new Set(faults.all.map(({ code }) => code)).size).toBeLessThan(2);
  return { items, told: faults.all.map(({ detail }) => detail), done };
}
const comments = (items: readonly Recorded[]): unknown[] =>
  items.map((item) => (item.type === 'envelope' ? item.envelope.data['comment'] : null));

describe('a file', () => {
  it.each([1, 2, 3, 64, 10_000])(
    'is read the same in pieces of %i bytes, letters of several bytes included',
    async (size) => {
      const { items, told, done } = await readAll(
        line(1, 'GÁME 🎁') + line(2, 'kedua') + line(3, 'ketiga').trimEnd(),
        size,
      );
      expect(comments(items)).toEqual(['GÁME 🎁', 'kedua', 'ketiga']);
      expect(told).toEqual([]);
      expect(done.at(-1)).toBe(1);
    },
  );

  it('tells each line that cannot be read by its number, and reads the rest', async () => {
    const { items, told } = await readAll(
      `${line(1, 'a')}{"ts": 2, "event"\n\n${line(3, 'b')}[]\n{"ts":"never","event":"chat","data":{}}\n${line(4, 'c')}`,
    );
    expect(comments(items)).toEqual(['a', 'b', 'c']);
    expect(told).toEqual(['line 2', 'line 5', 'line 6']);
  });

  it('holds no more of an endless line than an event may have', async () => {
    const { items, told } = await readAll(`${line(1, 'a')}${'x'.repeat(3_000_000)}\n${line(2, 'b')}`, 65_536);
    expect(comments(items)).toEqual(['a', 'b']);
    expect(told).toEqual(['line 2']);
  });

  it('that is no text at all has bad lines and nothing else', async () => {
    const { items, told } = await readAll(
      Uint8Array.from({ length: 4_000 }, (_, n) => (n * 167) & 0xff),
      100,
    );
    expect(items).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
  });

  it('beyond the limit is refused before it is read', async () => {
    const file = { name: 'film.mp4', size: LARGEST_RECORDING_BYTES + 1 } as File;
    await expect(openRecording({ from: 'file', file }, () => undefined)).rejects.toMatchObject({
      code: 'recording-too-large',
    });
  });
});

describe('reckoned', () => {
  const rose = giftRule([pulse(13, 50)], { trigger: { on: 'gift', giftName: 'Rose' } });

  it('a file goes through the wire like any source: a streak’s end adds nothing, bad lines are told', async () => {
    const counted = recordingFaults();
    const recording = fileRecording(fileOf(readFileSync(SHORT), 100), counted.faults.report);
    const result = await reckon({ recording, profile: profileOf([rose]), counted, progress: () => undefined });
    expect(result).toMatchObject({ events: 3, gifts: 1, coins: 1, happened: null, unmatched: { chat: 1 } });
    expect(result?.totals).toMatchObject({ fired: 1, delivered: 1 });
    expect(result?.faults).toMatchObject([{ code: 'recording-bad-line', count: 1, last: { detail: 'line 3' } }]);
  });

  it('a file without one event is nothing', async () => {
    const counted = recordingFaults();
    const recording = fileRecording(fileOf(new TextEncoder().encode('no\nevents\n'), 4), counted.faults.report);
    expect(await reckon({ recording, profile: profileOf([rose]), counted, progress: () => undefined })).toBeNull();
  });
});
