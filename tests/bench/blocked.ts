/** A page whose own thread does something else half of the time. Knows no benchmark. */
import type { Page } from '@playwright/test';

/** Blocks it 500 of every 1000 ms, until the returned function is called. */
export async function blockPage(page: Page): Promise<() => Promise<void>> {
  const interval = await page.evaluate(() =>
    Number(
      setInterval(() => {
        const end = performance.now() + 500;
        while (performance.now() < end);
      }, 1_000),
    ),
  );
  return () => page.evaluate((number) => clearInterval(number), interval);
}
