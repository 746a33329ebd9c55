/** The text dialect's link: exact lines, pacing by the baud rate, and a stop that overtakes. */
import { describe, expect, test } from 'vitest';
import type { TextDialect } from '#domain/rule.ts';
import type { Clock } from '#live/clock.ts';
import { createLanes } from '#live/lanes.ts';
import { textLink } from '#live/text-link.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';
import { actionOf, effectOf } from './board-bed.ts';
import { linkBed } from './link-bed.ts';

const LED = { verb: 'TEXT', line: 'LED1' } as const;

function textBed(baudRate: number, dialect: Partial<TextDialect> = {}, clock: FakeClock = fakeClock()) {
  const text: TextDialect = { newline: 'lf', template: '', stopLines: ['STOP', 'OFF'], ...dialect };
  const bed = linkBed((host) => textLink(host, () => ({ dialect: text, baudRate, nameOf: () => '' })), clock);
  bed.link.start();
  // A little more than the boot silence: coarse timers are late.
  bed.clock.advance(2_520);
  return bed;
}

/** Timers that fire only at multiples of `grain` ms, as a busy browser's do. */
function coarse(clock: FakeClock, grain: number): FakeClock {
  const start = clock.now();
  const after: Clock['after'] = (ms, task) => {
    const due = clock.now() + ms - start;
    return clock.after(Math.ceil(due / grain) * grain + start - clock.now(), task);
  };
  return { now: clock.now, after, advance: clock.advance };
}

/** 5,000 lines through lanes and link; writes are noted with their times. */
function burst(baudRate: number, grain: number) {
  const clock = coarse(fakeClock(), grain);
  const written: { at: number; bytes: number }[] = [];
  const bed = textBed(baudRate, {}, clock);
  bed.host.write = (bytes) => void written.push({ at: clock.now(), bytes: bytes.length });
  const lanes = createLanes({
    clock,
    report: bed.host.report,
    availability: () => 'ready',
    link: () => bed.link,
    pin: (pin) => ({ pin, name: '', inverted: false, limitMs: 0, gapMs: 0 }),
    onAction: () => undefined,
    onCommand: () => undefined,
    onDropped: () => undefined,
  });
  bed.host.room.mockImplementation(() => lanes.pump());
  const start = clock.now();
  const action = actionOf(effectOf([LED]), start, { runs: 5_000 });
  lanes.enqueue(action, start);
  bed.link.flush();
  return { ...bed, written, lanes, start, action };
}

describe('lines', () => {
  test('say nothing until the sketch has booted', () => {
    const bed = linkBed((host) =>
      textLink(host, () => ({
        dialect: { newline: 'lf', template: '', stopLines: [] },
        baudRate: 9600,
        nameOf: () => '',
      })),
    );
    bed.link.start();
    bed.clock.advance(2_499);
    expect(bed.send(LED)).toBeNull();
    bed.clock.advance(1);
    expect(bed.host.greeted).toHaveBeenCalledWith(null);
    expect(bed.send(LED)).not.toBeNull();
  });
  test('one command, one line, outcome sent; all of a frame in one write', () => {
    const bed = textBed(115_200, { template: '{action},{pin},{value}', newline: 'crlf' });
    const told = [bed.send(LED), bed.send({ verb: 'SET', pin: 5, on: true })];
    bed.link.flush();
    expect(bed.writes).toEqual(['LED1\r\nSET,5,1\r\n']);
    expect(told).toMatchObject([
      { outcome: 'sent', settled: 1 },
      { outcome: 'sent', settled: 1 },
    ]);
  });
  test('a board command without a template is refused in words, an unprintable line too', () => {
    const bed = textBed(9600);
    expect(bed.link.refusal({ verb: 'PULSE', pin: 13, ms: 200 })).toMatch(/no template/);
    expect(bed.link.refusal({ verb: 'TEXT', line: 'a\nb' })).toMatch(/ASCII/);
    expect(bed.link.refusal(LED)).toBeNull();
  });
  test('what the sketch says is passed on, however much it is', () => {
    const bed = textBed(9600);
    bed.link.receive(new TextEncoder().encode('ready\r\n' + 'x'.repeat(10_000) + '\nok 1\n'));
    expect(bed.host.heard.mock.calls.map(([line]) => line)).toEqual(['ready\r', 'ok 1']);
  });
});

describe('pacing', () => {
  test.each([1, 4, 8, 10])(
    'a burst keeps at least 95 % of 115200 with timers of %d ms, hardly ahead of the wire',
    (grain) => {
      const { clock, written, start, action } = burst(115_200, grain);
      clock.advance(60_000);
      expect(action.results).toHaveLength(5_000);
      // The wire: it carries 11.52 bytes a millisecond and idles when nothing is there.
      let wireFreeAt = start;
      let furthest = 0;
      for (const { at, bytes } of written) {
        wireFreeAt = Math.max(wireFreeAt, at) + bytes / 11.52;
        furthest = Math.max(furthest, wireFreeAt - at);
      }
      expect(25_000 / 11.52 / (wireFreeAt - start)).toBeGreaterThan(0.95);
      expect(furthest).toBeLessThan(grain > 4 ? 13 : 7);
    },
  );
  test('told that the line is fast, 5,000 lines are out within 150 ms', () => {
    const { clock, written, start } = burst(1_000_000, 4);
    clock.advance(1_000);
    expect(written.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(25_000);
    expect((written.at(-1)?.at ?? Infinity) - start).toBeLessThan(150);
  });
  test('in mid-burst a stop is on the wire within 20 ms, and nothing follows it', () => {
    const bed = burst(115_200, 4);
    bed.clock.advance(500);
    const before = bed.written.length;
    const line = bed.written.reduce((free, { at, bytes }) => Math.max(free, at) + bytes / 11.52, 0);
    bed.link.stop();
    bed.lanes.empty('stopped');
    expect(bed.written.slice(before).map(({ bytes }) => bytes)).toEqual(['STOP\nOFF\n'.length]);
    expect(Math.max(0, line - bed.clock.now()) + 9 / 11.52).toBeLessThan(20);
    bed.clock.advance(10_000);
    expect(bed.written).toHaveLength(before + 1);
  });
});

describe('stop', () => {
  test('its lines are the user’s own, in order, ahead of what was not written', () => {
    const bed = textBed(9600, { stopLines: ['HALT', 'ALL OFF'], newline: 'crlf' });
    const told = bed.send(LED);
    bed.link.stop();
    bed.link.flush();
    expect(bed.taken()).toBe('HALT\r\nALL OFF\r\n');
    expect(told).toMatchObject({ outcome: 'unknown', settled: 1 });
  });
  test('its lines are written before anybody is told what became of the rest', () => {
    const bed = textBed(9600);
    let before = '';
    bed.link.send({ command: LED, written: () => undefined, settled: () => (before = bed.taken()) });
    bed.link.stop();
    expect(before).toBe('STOP\nOFF\n');
  });
  test('all off says them too', () => {
    const bed = textBed(9600);
    bed.link.allOff();
    expect(bed.taken()).toBe('STOP\nOFF\n');
  });
});
