/** Wire protocol v1 from the host's side: what the board does by itself, stops, plain lines. */
import { describe, expect, test } from 'vitest';
import type { PinSettings } from '#domain/rule.ts';
import { giftwireLink } from '#live/giftwire-link.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { BANNER, greetedBed, outcomes, SET } from './giftwire-bed.ts';
import { linkBed } from './link-bed.ts';

const STOP = '\x18\x18';

describe('what the board does by itself', () => {
  test.each([
    ['nak 0 10', 'board-reset'],
    [`ev boot ${BANNER}`, 'board-reset'],
    ['ev off', 'board-off-unasked'],
    ['ev wd', 'board-watchdog'],
  ])('%s: what is in flight is unknown, nothing is replayed, HELLO again', (line, fault) => {
    const bed = greetedBed();
    const sent = bed.fill(2);
    bed.taken();
    bed.answer(line);
    expect(outcomes(sent)).toEqual(['unknown', 'unknown']);
    expect(bed.faults()).toContain(fault);
    expect(bed.host.wentOff).toHaveBeenCalled();
    expect(bed.taken()).toBe('\n' + encodeFrame(5, 'HELLO 5000'));
    bed.answer(`ok 5 ${BANNER}`);
    bed.clock.advance(500);
    expect(bed.taken()).toBe('');
  });
  test('its stop button and its limits are passed on', () => {
    const bed = greetedBed();
    bed.answer('ev stop 1', 'ev stop 0', 'ev lim 13');
    expect(bed.host.stopPin.mock.calls).toEqual([[true], [false]]);
    expect(bed.host.limitCut).toHaveBeenCalledWith(13);
    expect(bed.faults()).toEqual(['board-limit-cut']);
  });
  test('an idle link says PING every second, so that the watchdog never bites', () => {
    const bed = greetedBed();
    for (let seq = 2; seq < 8; seq++) {
      bed.clock.advance(1_000);
      expect(bed.taken()).toBe(encodeFrame(seq, 'PING'));
      bed.answer(`ok ${seq}`);
    }
  });
});

describe('all off', () => {
  test('unanswered, it is said again after the next greeting: the session may have ended on it', () => {
    const bed = greetedBed();
    bed.link.allOff();
    expect(bed.taken()).toBe(encodeFrame(2, 'OFF'));
    // 200 ms five times without an answer, then HELLO.
    bed.clock.advance(1_000);
    expect(bed.taken().endsWith(encodeFrame(4, 'HELLO 5000'))).toBe(true);
    bed.answer(`ok 4 ${BANNER}`);
    expect(bed.taken()).toBe(encodeFrame(5, 'OFF'));
    bed.answer('ok 5', 'ev wd');
    bed.answer(`ok 7 ${BANNER}`);
    expect(bed.taken()).not.toContain('OFF');
  });
  test('a stop whose two bytes are lost is followed by an OFF that is answered', () => {
    const bed = greetedBed();
    bed.link.stop();
    bed.clock.advance(200);
    expect(bed.taken()).toBe(STOP + '\n' + encodeFrame(3, 'HELLO 5000'));
    bed.answer(`ok 3 ${BANNER}`);
    expect(bed.taken()).toBe(encodeFrame(4, 'OFF'));
  });
});

describe('a board that nobody reset', () => {
  const relay = { pin: 7, name: 'relay', inverted: true, limitMs: 0, gapMs: 0 };
  /** Greeted after 2.5 s of silence: it may hold what an earlier page told it and left on. */
  function foundRunning(pins: PinSettings[]) {
    const bed = linkBed((host) => giftwireLink(host, () => pins));
    bed.link.start();
    bed.clock.advance(2_500);
    bed.taken();
    bed.answer(`ok 1 ${BANNER}`);
    return bed;
  }
  test('is switched off, and told both settings of each pin', () => {
    const frames = [encodeFrame(2, 'OFF'), encodeFrame(3, 'INV 7 0'), encodeFrame(4, 'LIM 7 10000')];
    expect(foundRunning([{ ...relay, inverted: false, limitMs: 10_000 }]).taken()).toBe(frames.join(''));
  });
  test('a stop while it might still boot is an OFF once it answers', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.link.stop();
    expect(bed.taken()).toBe('');
    bed.answer(`ev boot ${BANNER}`, `ok 1 ${BANNER}`);
    expect(bed.taken()).toContain(encodeFrame(2, 'OFF'));
  });
  test('a pin that leaves the table is a usual pin again', () => {
    const bed = greetedBed([relay]);
    bed.taken();
    bed.settings.pins = [];
    bed.link.settingsChanged();
    expect(bed.taken()).toBe(encodeFrame(4, 'INV 7 0') + encodeFrame(5, 'LIM 7 10000'));
    // Also where the answer is lost and the board greeted again: it may not have heard it.
    bed.answer('ev wd', `ok 7 ${BANNER}`);
    expect(bed.taken()).toContain(encodeFrame(8, 'INV 7 0') + encodeFrame(9, 'LIM 7 10000'));
  });
});

describe('the stop button, when the line that tells of it is damaged', () => {
  test('a refusal because of it tells as well, once', () => {
    const bed = greetedBed();
    bed.fill(2);
    bed.answer('err 2 11', 'err 3 11');
    expect(bed.host.stopPin.mock.calls).toEqual([[true]]);
    bed.answer('ev stop 0');
    expect(bed.host.stopPin.mock.calls).toEqual([[true], [false]]);
  });
  test('its release tells of the press', () => {
    const bed = greetedBed();
    bed.answer('ev stop 0');
    expect(bed.host.stopPin.mock.calls).toEqual([[true], [false]]);
  });
});

describe('stop', () => {
  test('goes out at once, alone and ahead; then, once the board has answered, HELLO', () => {
    const bed = greetedBed();
    const sent = bed.fill();
    bed.taken();
    bed.link.stop();
    expect(bed.writes).toEqual([STOP]);
    expect(outcomes(sent).every((outcome) => outcome === 'unknown')).toBe(true);
    expect(bed.link.canSend(SET)).toBe(false);
    bed.taken();
    bed.answer('ev off');
    expect(bed.taken()).toMatch(/^\n:\d+ HELLO 5000/);
    expect(bed.faults()).toEqual([]);
  });
  test('overtakes what was queued and not yet written', () => {
    const bed = greetedBed();
    const told = bed.send(SET);
    bed.link.stop();
    bed.link.flush();
    expect(bed.taken()).toBe(STOP);
    expect(told).toMatchObject({ outcome: 'unknown', settled: 1, written: null });
  });
  test('an unanswered stop is followed by HELLO all the same', () => {
    const bed = greetedBed();
    bed.link.stop();
    bed.taken();
    bed.clock.advance(200);
    expect(bed.taken()).toContain('HELLO');
  });
  test('while it boots a board is left alone', () => {
    const bed = linkBed((host) => giftwireLink(host, () => []));
    bed.link.start();
    bed.link.stop();
    expect(bed.taken()).toBe('');
  });
  test('all off in good order is a numbered frame of its own', () => {
    const bed = greetedBed();
    bed.link.allOff();
    expect(bed.taken()).toBe(encodeFrame(2, 'OFF'));
  });
});

describe('plain lines', () => {
  const LED = { verb: 'TEXT', line: 'LED1' } as const;
  test('travel between frames with a PING behind them, and are sent once they are written', () => {
    const bed = greetedBed();
    const told = bed.send(LED);
    expect(told?.outcome).toBeNull();
    bed.link.flush();
    expect(bed.taken()).toBe('LED1\n' + encodeFrame(2, 'PING'));
    expect(told).toMatchObject({ outcome: 'sent', settled: 1 });
  });
  test('take their bytes of the window until the PING is answered', () => {
    const bed = greetedBed();
    while (bed.send(LED));
    bed.link.flush();
    expect(bed.taken().length).toBeLessThanOrEqual(60);
    expect(bed.send(SET)).toBeNull();
    bed.answer('ok 4');
    expect(bed.send(SET)).not.toBeNull();
  });
  test('are never sent twice', () => {
    const bed = greetedBed();
    bed.send(LED);
    bed.link.flush();
    bed.taken();
    bed.clock.advance(200);
    expect(bed.taken()).toBe(encodeFrame(2, 'PING'));
  });
  test('that could start a frame are refused in words', () => {
    const bed = greetedBed();
    expect(bed.link.refusal({ verb: 'TEXT', line: ':1 OFF*00' })).toMatch(/":"/);
    expect(bed.link.refusal(LED)).toBeNull();
  });
});

test('a closed link settles what was in flight and says nothing more', () => {
  const bed = greetedBed();
  const sent = bed.fill();
  bed.taken();
  bed.link.close();
  expect(outcomes(sent).every((outcome) => outcome === 'unknown')).toBe(true);
  bed.clock.advance(60_000);
  expect(bed.taken()).toBe('');
});
