/** Installs what a bare Debian lacks, where that is possible without asking: as root on Debian. Elsewhere it says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isMissing = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined;

/** The browser is find-chrome.mjs's business; these are what the serial bench and the hidden-tab test need. */
export const SERIAL_TOOLS = { gcc: ['gcc', 'libc6-dev'], python3: ['python3'] };
export const HEADED_TOOLS = { Xvfb: ['xvfb'] };

/** `tools`: program → Debian packages. Returns the programs that are still missing. */
export function installDebianTools(tools) {
  const missing = Object.keys(tools).filter((program) => isMissing(program));
  if (missing.length === 0 || process.platform !== 'linux') return [];
  const packages = missing.flatMap((program) => tools[program]);
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.log(`Missing: ${missing.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`);
    return missing;
  }
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit', env });
  return missing.filter((program) => isMissing(program));
}
