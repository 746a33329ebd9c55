/** npm test: check, unit, component and browser tests, then end-to-end tests of the built page. */
import { FIRMWARE_TOOLS, SERIAL_TOOLS, installDebianTools } from './debian.mjs';
import { HOW_TO_GET_CHROME, findOrInstallChrome } from './find-chrome.mjs';
import { installIfNeeded, runNode, runSteps, toolPath } from './run.mjs';

await installIfNeeded();
const chrome = findOrInstallChrome();
if (!chrome) {
  console.error(HOW_TO_GET_CHROME);
  process.exit(1);
}
if (process.platform === 'linux') installDebianTools({ ...SERIAL_TOOLS, ...FIRMWARE_TOOLS });
else console.log('Serial end-to-end tests need Linux (pseudo-terminals): they are skipped here.');

const env = { CHROME_PATH: chrome };
const step = (script, args) => async () => (await runNode(script, args, { env })).code;
const tests = (project) => step(toolPath('vitest'), ['run', '--project', project]);

process.exitCode = await runSteps([
  ['check', step('scripts/check.mjs', [])],
  ['unit tests', tests('unit')],
  ['component tests', tests('dom')],
  ['browser tests', tests('browser')],
  ['build page', step(toolPath('vite'), ['build', '--logLevel', 'warn'])],
  ['build relay', step(toolPath('vite'), ['build', '--config', 'vite.relay.config.ts', '--logLevel', 'warn'])],
  ['end-to-end tests', step(toolPath('@playwright/test', 'playwright'), ['test'])],
]);
