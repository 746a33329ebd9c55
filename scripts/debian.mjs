/** Installs what a bare Debian lacks, where that is possible without asking: as root on Debian. Elsewhere it says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Of a program by its name, or of a file by its absolute path: not every package has a program. */
const isMissing = (tool) =>
  tool.startsWith('/') ? !existsSync(tool) : spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined;

/** The browser is find-chrome.mjs's business; these are what the serial bench and the hidden-tab test need. */
export const SERIAL_TOOLS = { gcc: ['gcc', 'libc6-dev'], python3: ['python3'] };
export const HEADED_TOOLS = { Xvfb: ['xvfb'] };
/** Where Debian keeps the Arduino core for AVR, with its bootloaders. */
export const ARDUINO_CORE = '/usr/share/arduino/hardware/arduino/avr';
/** What builds the firmware from its source, and the programmer that checks ours. */
export const FIRMWARE_TOOLS = {
  'avr-gcc': ['gcc-avr', 'avr-libc', 'binutils-avr'],
  [`${ARDUINO_CORE}/cores/arduino/Arduino.h`]: ['arduino-core-avr'],
  make: ['make'],
  avrdude: ['avrdude'],
};

/** `tools`: program or file → Debian packages. Returns those that are still missing. */
export function installDebianTools(tools) {
  const missing = Object.keys(tools).filter((tool) => isMissing(tool));
  if (missing.length === 0 || process.platform !== 'linux') return [];
  const packages = missing.flatMap((tool) => tools[tool]);
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.log(`Missing: ${missing.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`);
    return missing;
  }
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit', env });
  return missing.filter((tool) => isMissing(tool));
}
