/** The firmware is held against the protocol model, so the model is held to wire protocol v1 itself. */
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '#wire/board-frame.ts';
import { fakeClock } from './clock.ts';
import { createProtocolModel, type ProtocolModelOptions } from './protocol-model.ts';

function bed(options: Partial<ProtocolModelOptions> = {}) {
  const clock = fakeClock();
  const start = clock.now();
  let heard = '';
  const edges: [number, boolean, number][] = [];
  const board = createProtocolModel({
    clock,
    send: (bytes) => (heard += new TextDecoder().decode(bytes)),
    onPin: (pin, on, at) => edges.push([pin, on, Math.round(at - start)]),
    ...options,
  });
  let seq = 0;
  const said = () =>
    heard
      .split('\n')
      .map((line) => line.replace(/\*..$/, ''))
      .filter(Boolean);
  const say = (...texts: string[]) => board.receive(new TextEncoder().encode(texts.join('')));
  return {
    clock,
    board,
    edges,
    say,
    /** What the board has said since, without checksums. */
    heard: said,
    clear: () => void (heard = ''),
    /** Powered, booted and greeted as frame 0; quiet for ever after unless told otherwise. */
    greet(watchdogMs = 0) {
      board.reset();
      clock.advance(1_000);
      say(encodeFrame(0, `HELLO ${watchdogMs}`));
      clock.advance(200);
      heard = '';
      return this;
    },
    /** Says frames one after the other and returns the answers. */
    ask(...bodies: string[]) {
      heard = '';
      for (const body of bodies) say(encodeFrame(++seq, body));
      clock.advance(100);
      return said();
    },
  };
}

test('boots into its banner, and answers nothing but HELLO before HELLO', () => {
  const { board, clock, say, heard } = bed({ bootMs: 1_400 });
  board.reset();
  clock.advance(1_399);
  expect(heard()).toEqual([]);
  clock.advance(20);
  expect(heard()).toEqual([expect.stringMatching(/^ev boot fw=giftwire\/\S+ proto=1 board=m328p rx=63 line=56 caps=/)]);
  say(encodeFrame(5, 'PING'));
  clock.advance(20);
  expect(heard().at(-1)).toBe('nak 0 10');
  say(encodeFrame(5, 'HELLO 5000'));
  clock.advance(20);
  expect(heard().at(-1)).toMatch(/^ok 5 fw=/);
});

test.each([
  ['SET 13 1', 'ok 1'],
  ['SET 13 2', 'err 1 4'],
  ['SET 13', 'err 1 4'],
  ['SET 13 1 1', 'err 1 4'],
  ['SET 1 1', 'err 1 5'],
  ['SET 20 1', 'err 1 5'],
  ['PULSE 13 1', 'ok 1'],
  ['PULSE 13 60000', 'ok 1'],
  ['PULSE 13 0', 'err 1 4'],
  ['PULSE 13 60001', 'err 1 4'],
  ['BLINK 13 10 10 0', 'ok 1'],
  ['BLINK 13 10 0 1', 'err 1 4'],
  ['PWM 3 255', 'ok 1'],
  ['PWM 4 1', 'err 1 5'],
  ['PWM 3 256', 'err 1 4'],
  ['SERVO 9 180', 'ok 1'],
  ['SERVO 9 2500', 'ok 1'],
  ['SERVO 9 181', 'err 1 4'],
  ['TONE 8 440 100', 'ok 1'],
  ['TONE 8 30 100', 'err 1 4'],
  ['INV 13 1', 'ok 1'],
  ['LIM 13 65535', 'ok 1'],
  ['LIM 13 65536', 'err 1 4'],
  ['WD 65536', 'err 1 4'],
  ['ID 7', 'ok 1 id=7'],
  ['OFF', 'ok 1'],
  ['OFF 1', 'err 1 4'],
  ['DANCE 1', 'err 1 3'],
])('%s → %s', (body, answer) => expect(bed().greet().ask(body)).toEqual([answer]));

test('timers are shared: a servo takes PWM on 9 and 10, a tone on 3 and 11', () => {
  expect(bed().greet().ask('SERVO 5 90', 'PWM 9 1')).toEqual(['ok 1', 'err 2 6']);
  expect(bed().greet().ask('TONE 5 440 900', 'PWM 3 1')).toEqual(['ok 1', 'err 2 6']);
});
test('twelve pulses and eight servos at a time', () => {
  const pulses = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15].map((pin) => `PULSE ${pin} 5000`);
  expect(
    bed({ baudRate: Infinity, lineMs: 0 })
      .greet()
      .ask(...pulses.slice(0, 3)),
  ).toEqual(['ok 1', 'ok 2', 'ok 3']);
  const board = bed().greet();
  let last: string[] = [];
  pulses.forEach((body, i) => {
    board.clear();
    board.say(encodeFrame(i + 1, body));
    board.clock.advance(20);
    last = board.heard();
  });
  expect(last).toEqual(['err 13 7']);
});

describe('numbering', () => {
  test('a repeat is answered and not redone, an err repeated as err', () => {
    const { say, clock, heard, edges } = bed().greet();
    say(encodeFrame(1, 'BLINK 13 10 10 1'));
    clock.advance(100);
    say(encodeFrame(1, 'BLINK 13 10 10 1'), encodeFrame(2, 'PWM 4 1'), encodeFrame(2, 'PWM 4 1'));
    clock.advance(100);
    expect(heard()).toEqual(['ok 1', 'ok 1', 'err 2 5', 'err 2 5']);
    expect(edges).toHaveLength(2);
  });
  test('a gap, a wrong checksum and nonsense are not consumed', () => {
    const { say, clock, heard } = bed().greet();
    say(encodeFrame(2, 'PING'), ':1 PING*00\n', ':nonsense\n', encodeFrame(1, 'PING'));
    clock.advance(100);
    expect(heard()).toEqual(['nak 1 8', 'nak 1 1', 'nak 1 2', 'ok 1']);
  });
  test('":" resynchronises in mid-line; a line that is too long is not taken', () => {
    const { say, clock, heard } = bed({ baudRate: Infinity, lineMs: 0 }).greet();
    say('rubbish' + encodeFrame(1, 'PING'));
    clock.advance(1);
    say(':');
    for (let i = 0; i < 60; i++) say('x');
    clock.advance(1);
    say('\n');
    clock.advance(1);
    expect(heard()).toEqual(['ok 1', 'nak 2 9']);
  });
  test('what overflows the 63 bytes while the processor is busy is lost', () => {
    const { say, clock, heard } = bed({ lineMs: 50 }).greet();
    for (let seq = 1; seq <= 10; seq++) say(encodeFrame(seq, 'SET 13 1'));
    clock.advance(2_000);
    // While the first is worked on, 63 bytes hold what comes next; the rest of the ten is gone.
    expect(heard()).toEqual(['ok 1', 'ok 2', 'ok 3', 'ok 4', 'ok 5']);
    say(encodeFrame(11, 'SET 13 1'));
    clock.advance(200);
    expect(heard().at(-1)).toBe('nak 6 8');
  });
});

describe('what it does by itself', () => {
  test('pulses and blinks end on time', () => {
    const { ask, edges } = bed({ baudRate: Infinity, lineMs: 0 }).greet();
    edges.length = 0;
    ask('PULSE 13 30', 'BLINK 5 10 20 2');
    const [begin] = edges[0] ? [edges[0][2]] : [0];
    expect(edges.map(([pin, on, at]) => [pin, on, at - begin])).toEqual([
      [13, true, 0],
      [5, true, 0],
      [5, false, 10],
      [13, false, 30],
      [5, true, 30],
      [5, false, 40],
    ]);
  });
  test('the watchdog turns everything off when nothing is heard', () => {
    const { ask, clock, heard, board } = bed().greet(5_000);
    ask('SET 13 1');
    clock.advance(4_800);
    expect(board.isOn(13)).toBe(true);
    clock.advance(300);
    expect(board.isOn(13)).toBe(false);
    expect(heard().at(-1)).toBe('ev wd');
  });
  test('a pin is cut at its limit, a servo never', () => {
    const { ask, clock, heard, board } = bed().greet();
    ask('LIM 13 500', 'SET 13 1');
    ask('SET 5 1');
    clock.advance(600);
    expect(heard().at(-1)).toBe('ev lim 13');
    expect(board.isOn(13)).toBe(false);
  });
  test('stop is two in a row; one alone is noise', () => {
    const { ask, say, clock, heard, board, clear } = bed().greet();
    ask('SET 13 1');
    clear();
    say('\x18a\x18\n');
    clock.advance(20);
    expect(board.isOn(13)).toBe(true);
    clear();
    say('\x18\x18');
    clock.advance(20);
    expect(heard()).toEqual(['ev off']);
    expect(board.isOn(13)).toBe(false);
  });
  test('its stop button: outputs off, and refused until released', () => {
    const { ask, board, heard, clock } = bed().greet();
    ask('SET 13 1');
    board.pressStop(true);
    clock.advance(20);
    expect(heard().at(-1)).toBe('ev stop 1');
    expect(board.isOn(13)).toBe(false);
  });
  test('plain lines drive LED1 to LED9; others are told back', () => {
    const { say, clock, heard, board } = bed().greet();
    say('LED9 ON\nLED1\nHELLO WORLD\n');
    clock.advance(100);
    expect([board.isOn(13), board.isOn(5), board.isOn(6)]).toEqual([true, true, false]);
    expect(heard()).toEqual(['ev plain? HELLO WORLD']);
    clock.advance(500);
    expect(board.isOn(5)).toBe(false);
  });
  test('a reset keeps the id alone', () => {
    const { ask, board, clock, heard } = bed().greet();
    ask('ID 7', 'SET 13 1');
    board.reset();
    clock.advance(1_000);
    expect(heard().at(-1)).toMatch(/ id=7$/);
    expect(board.isOn(13)).toBe(false);
  });
});
