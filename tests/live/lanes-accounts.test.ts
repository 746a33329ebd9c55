/** Random sequences of everything that can happen to lanes: every run and every command must be accounted for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { Effect } from '#domain/rule.ts';
import { effectOf } from './board-bed.ts';
import { lanesBed } from './lanes-bed.ts';

const pulse = (pin: number, ms = 200): Command => ({ verb: 'PULSE', pin, ms });
const PULSE = effectOf([pulse(13)]);

test('whatever happens, every run and every command is accounted for', () => {
  const effects: Effect[] = [
    PULSE,
    effectOf([pulse(5, 50)], 'replace'),
    effectOf([{ verb: 'SERVO', pin: 9, position: 9 }, { do: 'wait', ms: 300 }, pulse(5, 100)]),
    effectOf([{ verb: 'TEXT', line: 'LED1' }, pulse(13, 70)]),
    effectOf([
      { verb: 'SET', pin: 5, on: true },
      { verb: 'TEXT', line: 'refuse' },
    ]),
    effectOf([]),
  ];
  const effect = fc.nat(effects.length - 1);
  const happening = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('fire' as const),
        effect,
        fallback: fc.option(effect),
        runs: fc.integer({ min: 1, max: 30 }),
        coins: fc.nat(1),
        priority: fc.nat(2),
        longestQueue: fc.integer({ min: 1, max: 20 }),
        lasts: fc.integer({ min: 1, max: 5_000 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 2_000 }) }),
    },
    fc.record({
      do: fc.constantFrom('unplug', 'plug', 'stop', 'hold', 'resume', 'narrow', 'widen', 'fire-owed', 'dismiss'),
    }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const bed = lanesBed();
      const actions: Action[] = [];
      const check = () => {
        for (const action of actions) {
          const counts = Object.values(action.unstarted);
          expect(counts.every((count) => Number.isInteger(count) && count > 0)).toBe(true);
          const unstarted = counts.reduce((sum, count) => sum + count, 0);
          const effectsUsed = [action.effect, action.fallbackEffect].filter((used) => used !== null);
          const sizes = effectsUsed.map((used) => used.steps.filter((step) => step.do !== 'wait').length);
          expect(unstarted).toBeLessThanOrEqual(action.runs);
          // Every started run has begun to leave results, as many as its effect has commands at most.
          expect(action.results.length).toBeLessThanOrEqual((action.runs - unstarted) * Math.max(...sizes));
          expect(action.owedReason === null).toBe(!action.unstarted.owed);
        }
        expect(bed.lanes.waiting()).toBe(actions.reduce((sum, action) => sum + (action.unstarted.waiting ?? 0), 0));
      };
      for (const step of happenings) {
        const now = bed.clock.now();
        const owed = actions.find((action) => action.unstarted.owed);
        switch (step.do) {
          case 'fire':
            actions.push(
              bed.fire(effects[step.effect] ?? PULSE, {
                runs: step.runs,
                coins: step.coins,
                priority: step.priority,
                longestQueue: step.longestQueue,
                unstarted: { waiting: step.runs },
                ruleId: `rule ${step.effect}`,
                fallbackEffect: step.fallback === null ? null : (effects[step.fallback] ?? null),
                expiresAt: now + step.lasts,
              }),
            );
            break;
          case 'advance':
            bed.clock.advance(step.ms);
            break;
          case 'unplug':
            bed.unplug();
            break;
          case 'plug':
            bed.plug();
            break;
          case 'stop':
            bed.stop();
            break;
          case 'hold':
            bed.lanes.hold();
            break;
          case 'resume':
            bed.lanes.resume();
            break;
          case 'narrow':
            bed.setWindow(1);
            break;
          case 'widen':
            bed.setWindow(99);
            bed.lanes.pump();
            break;
          case 'fire-owed':
            if (owed) bed.lanes.fireOwed(owed, now);
            break;
          case 'dismiss':
            if (owed) bed.lanes.dismissOwed(owed);
        }
        check();
      }
      bed.setWindow(99);
      bed.lanes.resume();
      bed.plug();
      bed.clock.advance(120_000);
      check();
      // In the end nothing waits any more and each command has its one outcome.
      for (const action of actions) {
        expect(action.unstarted.waiting).toBeUndefined();
        expect(action.results.filter((result) => result.outcome === 'waiting')).toEqual([]);
        const started = action.runs - Object.values(action.unstarted).reduce((sum, count) => sum + count, 0);
        const commands = action.effect.steps.filter((step) => step.do !== 'wait').length;
        if (!action.fallback) expect(action.results).toHaveLength(started * commands);
      }
    }),
    { numRuns: 300 },
  );
});
