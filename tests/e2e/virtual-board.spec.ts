/** The virtual Uno as it is seen on Live: the real firmware moves the drawing, and EMERGENCY STOP turns it off. */
import type { Page } from '@playwright/test';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { expect, test } from './fixtures.ts';
import { rose } from './happenings.ts';
import { importProfile, live, READY } from './screen.ts';
import { createStaticHost } from './static-host.ts';

/** Degrees at which the needle of the gauge of this name has stood so far, in order. Looks from now on. */
async function watchNeedle(page: Page, name: string): Promise<() => Promise<readonly number[]>> {
  const seen = await page.evaluateHandle((gauge) => {
    const angles: number[] = [];
    const look = (): void => {
      const at = [...document.querySelectorAll('svg .name')].find((each) => each.textContent === gauge);
      const needle = at?.parentElement?.querySelector<SVGPathElement>('.needle');
      const angle = Number.parseFloat(/rotate\((.+)deg\)/.exec(needle?.style.transform ?? '')?.[1] ?? '');
      if (!Number.isNaN(angle) && angle !== angles.at(-1)) angles.push(angle);
    };
    look();
    const changes = { subtree: true, childList: true, characterData: true, attributeFilter: ['style'] };
    new MutationObserver(look).observe(document.body, changes);
    return angles;
  }, name);
  return () => seen.jsonValue();
}

test('with no hardware and no relay, a gift of the demo turns a servo of the virtual Uno', async ({ boardless }) => {
  const host = await createStaticHost();
  try {
    const page = await boardless.open(host.origin);
    const angles = await watchNeedle(page, 'Servo');
    await expect(live.badge(page)).toHaveText('LIVE');
    await expect(live.boardChip(page, /^Virtual Uno (ready|ack (p99|max))/)).toBeVisible();
    await expect(live.drawing(page, /^Arduino Uno, running\./)).toBeVisible();
    // There and back, then to the middle, where it stood before as well.
    await expect.poll(angles).toEqual(expect.arrayContaining([90, 150, 30]));
    await expect(live.drawing(page, /Pin 3, Servo, servo 90°/)).toBeVisible();
    // Pins are called by their names.
    const commands = live.actions(page).filter({ hasText: 'done' }).locator('code');
    await expect(commands.filter({ hasText: 'PULSE LED 200' })).not.toHaveCount(0);
    await expect(commands.filter({ hasText: 'SERVO Servo 150' })).not.toHaveCount(0);
  } finally {
    await host.close();
  }
});

test('EMERGENCY STOP turns off what is on, and what waits behind it stays owed', async ({ relay, boardless }) => {
  const page = await boardless.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  // Nothing but the stop turns this pin off: its rule never does, and it has no longest on-time.
  const lamp = { ...newPin(12, 'Lamp'), limitMs: 0 };
  await importProfile(page, {
    ...starterProfile(),
    pins: [lamp],
    rules: [
      {
        ...newRule('lamp', 'Lamp'),
        trigger: { on: 'gift', giftName: 'Rose' },
        effect: {
          steps: [{ do: 'command', command: { verb: 'SET', pin: 12, on: true } }],
          times: { per: 'unit' },
          whenBusy: 'queue',
        },
      },
    ],
  });
  await page.getByRole('link', { name: 'Live' }).click();
  relay.send('gift', rose('on', 1));
  await expect(live.drawing(page, /Pin 12, Lamp, on\./)).toBeVisible();
  await live.stopButton(page).click();
  await expect(live.drawing(page, /All pins are off\./)).toBeVisible();
  await expect(live.release(page)).toBeVisible();

  relay.send('gift', rose('muted', 1));
  await expect(page.getByRole('region', { name: 'Owed' }).getByText('Stopped by hand')).toBeVisible();
  await expect(live.drawing(page, /All pins are off\./)).toBeVisible();
  await live.release(page).click();
  relay.send('gift', rose('released', 1));
  await expect(live.drawing(page, /Pin 12, Lamp, on\./)).toBeVisible();
});
