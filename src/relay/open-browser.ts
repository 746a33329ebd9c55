/** Opens the page in the person's browser. Knows no relay. */
import { spawn } from 'node:child_process';

/** rundll32 takes the address as it is; `start` would cut it at the first "&". */
const COMMANDS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

export function openBrowser(url: string, log: (line: string) => void): void {
  const [command, ...args] = COMMANDS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => log('no browser could be opened from here: open the address above by hand'));
  child.unref();
}
