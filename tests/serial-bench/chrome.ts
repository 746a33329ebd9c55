/**
 * Starts the real browser so that it sees the fake serial devices and has been granted them for one origin.
 * Knows no page of ours.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_ARGS, HOW_TO_GET_CHROME, findChrome } from '../../scripts/find-chrome.mjs';
import type { UsbIdentity } from './fake-port.ts';
import { buildShim } from './shim.ts';

export interface ChromeOptions {
  /** Pages of this origin may use the ports in `granted`. */
  readonly origin: string;
  readonly granted: readonly UsbIdentity[];
  /** Directory of fake devices; null: no serial device at all. */
  readonly devices: string | null;
  /** A profile folder to use and leave behind; without one it is made and removed. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  /** Lets other tools attach; null: none. */
  readonly debuggingPort?: number;
  readonly serviceWorkers?: 'allow' | 'block';
}

/** What the permission chooser would have stored. Only a device with a serial number can be granted for good. */
function grants(origin: string, granted: readonly UsbIdentity[]): object {
  const chosen = granted
    .filter((identity) => identity.serialNumber !== null)
    .map(({ name, vendorId, productId, serialNumber }) => ({
      name,
      vendor_id: vendorId,
      product_id: productId,
      serial_number: serialNumber,
    }));
  return {
    profile: {
      content_settings: {
        exceptions: { serial_chooser_data: { [`${origin},*`]: { setting: { 'chosen-objects': chosen } } } },
      },
    },
  };
}

/** The environment of a browser that sees the fake devices in `devices`, and only them. */
export function serialEnvironment(devices: string | null): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  return devices ? { ...environment, LD_PRELOAD: buildShim(), FAKE_TTY_DIR: devices } : environment;
}

export interface Chrome {
  readonly context: BrowserContext;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** A browser with a fresh profile. Throws as Playwright does. */
export async function launchChrome(options: ChromeOptions): Promise<Chrome> {
  const executablePath = findChrome();
  if (!executablePath) throw new Error(HOW_TO_GET_CHROME);
  const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'giftwire-chrome-'));
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(grants(options.origin, options.granted)));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [...CHROMIUM_ARGS, ...(options.debuggingPort ? [`--remote-debugging-port=${options.debuggingPort}`] : [])],
    serviceWorkers: options.serviceWorkers ?? 'allow',
    env: serialEnvironment(options.devices),
    viewport: options.viewport ?? { width: 1280, height: 720 },
    locale: options.locale ?? 'en-GB',
    acceptDownloads: true,
  });
  // A wait that is not over by now is a failure; without this it would only end with the whole test.
  context.setDefaultTimeout(15_000);
  return {
    context,
    async close() {
      await context.close();
      if (options.profile) return;
      // Its last helper processes may still be writing.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
