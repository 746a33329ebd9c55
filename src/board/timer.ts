/**
 * A timer that is looked at only when something happens: avr8js 0.21.1 schedules a clock event for every single count,
 * 250,000 a second and timer, which is most of what an idle chip costs. Here the next event is the next compare match,
 * turn or overflow; between them the count is a matter of arithmetic, which avr8js does itself when it is asked late.
 * Source: ATmega328P data sheet DS40002061A, sections 15.7, 16.9 and 18.7 (modes of operation).
 */
import { AVRTimer, type AVRTimerConfig, type CPU } from 'avr8js';

/** Of the registers that a running count depends on, those a program may write. */
const REGISTERS = ['TCCRA', 'TCCRB', 'TCNT', 'OCRA', 'OCRB', 'OCRC', 'ICR'] as const;
/** Of avr8js's TimerMode. */
const PHASE_CORRECT: ReadonlySet<number> = new Set([1, 4]);

export function createTimer(cpu: CPU, config: AVRTimerConfig): AVRTimer {
  const timer = new AVRTimer(cpu, config);
  const count = timer.count;

  /** Counts up to now, event by event: in one go avr8js misses a match that it passes on its way around. */
  function catchUp(): void {
    const now = cpu.cycles;
    const divider: number = timer['divider'];
    // Those two take effect with the next count, whatever it has to count.
    const isChanging: boolean = timer['updateDivider'] || timer['tcntUpdated'];
    if (divider && !isChanging) {
      for (let next = nextEvent(timer); next < now; next = nextEvent(timer)) {
        cpu.cycles = next;
        count(false);
      }
      cpu.cycles = now;
    }
    count(false);
  }
  /** Takes the place of avr8js's own, which it calls by this name. */
  timer.count = (reschedule = true, external = false) => {
    if (external) return count(false, true);
    const isRestarting = timer['updateDivider'];
    // A new prescaler schedules the next count by itself; it must not come on top of one that is pending.
    if (isRestarting && !reschedule) cpu.clearClockEvent(timer.count);
    catchUp();
    if (!reschedule || isRestarting || !timer['divider']) return;
    cpu.addClockEvent(timer.count, nextEvent(timer) - cpu.cycles);
  };

  for (const name of REGISTERS) {
    const address = config[name];
    const write = cpu.writeHooks[address];
    if (!address || !write) continue;
    cpu.writeHooks[address] = (...args) => {
      // What was counted so far was counted under the old values.
      if (!timer['updateDivider']) timer.count(false);
      const done = write(...args);
      cpu.updateClockEvent(timer.count, 0);
      return done;
    };
  }
  return timer;
}

/** At which cycle something next happens to a timer that has been counted up to its last whole count. */
const nextEvent = (timer: AVRTimer): number => timer['lastCycle'] + timer['divider'] * countsToNext(timer);

/** How many counts until a compare match, the top or the bottom, whichever is first; at least 1. */
function countsToNext(timer: AVRTimer): number {
  const at = timer.debugTCNT;
  const top = timer.TOP;
  const matches: number[] = [timer['ocrA'], timer['ocrB'], timer['ocrC']];
  // Beyond its top a timer does whatever avr8js makes of it, one count at a time.
  if (at > top) return 1;
  let next: number;
  if (PHASE_CORRECT.has(timer['timerMode'])) {
    const isUp: boolean = timer['countingUp'];
    next = isUp ? top - at : at;
    for (const match of matches) {
      const away = isUp ? match - at : at - match;
      if (away > 0 && away < next) next = away;
    }
  } else {
    // The overflow is a count of its own: avr8js knows it by a count that is lower than the one before.
    next = top - at;
    for (const match of matches) if (match > at && match - at < next) next = match - at;
  }
  return Math.max(1, next);
}
