/** Finds a Chrome or Chromium that is installed, and holds the flags tests start it with. Downloads nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** As quiet as a browser gets: no GPU, no calls home. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const HOW_TO_GET_CHROME =
  'No Chrome or Chromium found: install one (Debian/Ubuntu: sudo apt-get install chromium; elsewhere https://www.google.com/chrome) or set CHROME_PATH.';

function candidates() {
  const { env, platform } = process;
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .map((root) => path.join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  if (platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].map((dir) => path.join(dir, name)),
  );
}

/** Absolute path of the browser, or null. CHROME_PATH wins. */
export function findChrome() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  return candidates().find((file) => existsSync(file)) ?? null;
}

/** Finds one, or on Debian as root installs it. Returns null where a person has to. */
export function findOrInstallChrome() {
  const found = findChrome();
  if (found) return found;
  const debianRoot = process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debianRoot) return null;
  console.log('Installing chromium with apt-get …');
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return findChrome();
}
