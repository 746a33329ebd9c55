/** Wire protocol v1 from the host's side: greeting, window, loss. Exact bytes out for given bytes in, on a fake clock. */
import { describe, expect, test } from 'vitest';
import { giftwireLink } from '#live/giftwire-link.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { BANNER, frames, greetedBed, outcomes, SET } from './giftwire-bed.ts';
import { linkBed } from './link-bed.ts';

describe('greeting', () => {
  test('says nothing until the board has booted, then LF and HELLO', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.clock.advance(2_400);
    expect(bed.taken()).toBe('');
    bed.answer(`ev boot ${BANNER}`);
    expect(bed.taken()).toBe('\n' + encodeFrame(1, 'HELLO 5000'));
    expect(bed.link.canSend(SET)).toBe(false);
    bed.answer(`ok 1 ${BANNER}`);
    expect(bed.host.greeted).toHaveBeenCalledWith({ name: 'giftwire', version: '1.0', board: 'm328p', id: 7 });
    expect(bed.link.canSend(SET)).toBe(true);
  });
  test('without a banner it speaks after 2.5 s', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.clock.advance(2_499);
    expect(bed.taken()).toBe('');
    bed.clock.advance(1);
    expect(bed.taken()).toBe('\n' + encodeFrame(1, 'HELLO 5000'));
  });
  test('nobody answers: a few HELLOs, then silence; a late boot is still greeted', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.clock.advance(60_000);
    expect(bed.writes).toHaveLength(5);
    expect(bed.host.unanswered).toHaveBeenCalledOnce();
    expect(bed.faults()).toEqual(['board-silent']);
    bed.taken();
    bed.answer(`ev boot ${BANNER}`, `ok 2 ${BANNER}`);
    expect(bed.host.greeted).toHaveBeenCalledOnce();
  });
  test('a damaged HELLO is said again with the same number', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.clock.advance(2_500);
    const hello = bed.taken();
    bed.answer('nak 0 1');
    bed.clock.advance(8);
    expect(bed.taken()).toBe(hello);
  });
  test('inverted pins and limits are told before any command', () => {
    const pin = { pin: 5, name: '', inverted: true, limitMs: 3_000, gapMs: 60 };
    const bed = linkBed((host) => giftwireLink(host, () => [pin]));
    bed.link.start();
    bed.answer(`ev boot ${BANNER}`);
    bed.taken();
    bed.answer(`ok 1 ${BANNER}`);
    expect(bed.taken()).toBe(encodeFrame(2, 'INV 5 1') + encodeFrame(3, 'LIM 5 3000'));
    bed.answer('ok 3');
    // Reset in mid-session: both again.
    bed.answer(`ev boot ${BANNER}`, `ok 5 ${BANNER}`);
    expect(bed.taken()).toContain('INV 5 1');
  });
  test('a changed pin is told at once, an unchanged one not again', () => {
    const pin = { pin: 5, name: '', inverted: false, limitMs: 10_000, gapMs: 60 };
    const bed = greetedBed([pin]);
    bed.answer('ok 2');
    bed.link.settingsChanged();
    expect(bed.taken()).toBe('');
    bed.settings.pins = [{ ...pin, inverted: true }];
    bed.link.settingsChanged();
    expect(bed.taken()).toBe(encodeFrame(3, 'INV 5 1'));
  });
});

describe('the window', () => {
  test('holds at most 60 bytes, and all of it goes out in one write', () => {
    const bed = greetedBed();
    const sent = bed.fill();
    expect(bed.writes).toHaveLength(1);
    const text = bed.taken();
    expect(text).toBe(frames(2, 1 + sent.length));
    expect(text.length).toBeLessThanOrEqual(60);
    expect(text.length + encodeFrame(9, 'SET 13 1').length).toBeGreaterThan(60);
  });
  test('an answer makes room', () => {
    const bed = greetedBed();
    const sent = bed.fill();
    expect(bed.send(SET)).toBeNull();
    bed.answer('ok 2');
    expect(bed.host.room).toHaveBeenCalled();
    expect(bed.send(SET)).not.toBeNull();
    expect(outcomes(sent)).toEqual(['acked', ...sent.slice(1).map(() => null)]);
  });
  test('err settles as refused with its code', () => {
    const bed = greetedBed();
    const [first] = bed.fill(1);
    bed.answer('err 2 5');
    expect(first).toMatchObject({ outcome: 'refused', code: 5, settled: 1 });
    expect(bed.faults()).toEqual(['board-refused']);
  });
  test('numbers wrap', () => {
    const bed = greetedBed();
    for (let seq = 2; seq < 600; seq++) {
      const told = bed.send(SET);
      bed.link.flush();
      bed.answer(`ok ${seq & 255}`);
      expect(told).toMatchObject({ outcome: 'acked', settled: 1 });
    }
  });
});

describe('lost and damaged', () => {
  test('a reply settles earlier ones as unknown: their own answers were lost', () => {
    const bed = greetedBed();
    const sent = bed.fill(3);
    bed.answer('ok 4');
    expect(outcomes(sent)).toEqual(['unknown', 'unknown', 'acked']);
    bed.answer('ok 2');
    expect(sent.map((told) => told.settled)).toEqual([1, 1, 1]);
  });
  test('nak: 8 ms of silence, then everything in flight again from there', () => {
    const bed = greetedBed();
    const sent = bed.fill(3);
    bed.taken();
    bed.answer('ok 2', 'nak 3 1', 'nak 3 8');
    expect(bed.send(SET)).toBeNull();
    bed.clock.advance(7);
    expect(bed.taken()).toBe('');
    bed.clock.advance(1);
    expect(bed.taken()).toBe(frames(3, 4));
    bed.answer('ok 3', 'ok 4');
    expect(outcomes(sent)).toEqual(['acked', 'acked', 'acked']);
  });
  test('a pending resend with nothing left in flight is forgotten: no deadlock', () => {
    const bed = greetedBed();
    bed.fill(1);
    bed.answer('nak 2 1', 'ok 2');
    expect(bed.send(SET)).not.toBeNull();
    bed.link.flush();
    bed.taken();
    bed.clock.advance(50);
    expect(bed.taken()).toBe('');
  });
  test('no answer: again after 200 ms; after five tries HELLO and unknown', () => {
    const bed = greetedBed();
    const sent = bed.fill(2);
    bed.taken();
    bed.clock.advance(199);
    expect(bed.taken()).toBe('');
    bed.clock.advance(1);
    expect(bed.taken()).toBe(frames(2, 3));
    bed.clock.advance(600);
    expect(bed.taken()).toBe(frames(2, 3).repeat(3));
    bed.clock.advance(200);
    expect(bed.taken()).toBe('\n' + encodeFrame(5, 'HELLO 5000'));
    expect(outcomes(sent)).toEqual(['unknown', 'unknown']);
    expect(bed.host.reset).toHaveBeenCalledOnce();
    bed.answer(`ok 5 ${BANNER}`);
    expect(bed.host.greeted).toHaveBeenCalledTimes(2);
    bed.fill(1);
    expect(bed.taken()).toBe(frames(6, 6));
  });
  test('a damaged reply is counted and changes nothing', () => {
    const bed = greetedBed();
    const [first] = bed.fill(1);
    bed.link.receive(new TextEncoder().encode('ok 2*ff\n' + 'x'.repeat(500) + '\n'));
    expect(first?.outcome).toBeNull();
    expect(bed.faults()).toEqual(['board-reply-damaged', 'board-reply-damaged']);
  });
});
