/** npm run dev: the relay, started anew on every change, and Vite's server for the page, side by side. Flags go to the relay. */
import { spawn } from 'node:child_process';
import { ROOT, installIfNeeded, toolPath } from './run.mjs';

/** The page's address in development; vite.config.ts hands /ws and /healthz on to the relay's default port. */
const PAGE = { host: '127.0.0.1', port: '5173' };
const origins = [PAGE.host, 'localhost'].flatMap((host) => ['--allow-origin', `http://${host}:${PAGE.port}`]);

await installIfNeeded();
const start = (tool, args) => spawn(process.execPath, [toolPath(tool), ...args], { cwd: ROOT, stdio: 'inherit' });
const children = [
  start('tsx', ['watch', '--clear-screen=false', 'src/relay/main.ts', ...origins, ...process.argv.slice(2)]),
  start('vite', ['--host', PAGE.host, '--port', PAGE.port, '--strictPort']),
];

function stop() {
  for (const child of children) child.kill();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children)
  child.once('exit', (code) => {
    // One without the other is of no use.
    process.exitCode ||= code ?? 0;
    stop();
  });
