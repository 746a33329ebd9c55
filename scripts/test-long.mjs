/** npm run test:long [-- --short] [NAME …]: fuzz, chaos and the hidden tab. --short is for CI; by itself it takes half an hour. */
import { FIRMWARE_TOOLS, HEADED_TOOLS, SERIAL_TOOLS, installDebianTools } from './debian.mjs';
import { HOW_TO_GET_CHROME, findOrInstallChrome } from './find-chrome.mjs';
import { installIfNeeded, runNode, runSteps, toolPath } from './run.mjs';

await installIfNeeded();
const chrome = findOrInstallChrome();
if (!chrome) {
  console.error(HOW_TO_GET_CHROME);
  process.exit(1);
}
const browserTools = { ...SERIAL_TOOLS, ...HEADED_TOOLS };
const missing = installDebianTools({ ...browserTools, ...FIRMWARE_TOOLS });
const onLinux = process.platform === 'linux' && !missing.some((tool) => tool in browserTools);
if (!onLinux) console.log('Without Linux, gcc, python3 and Xvfb only the fuzz test runs.');

const env = { CHROME_PATH: chrome };
const step = (script, args) => async () => (await runNode(script, args, { env })).code;
const names = onLinux ? [] : ['fuzz'];

process.exitCode = await runSteps([
  ['build page', step(toolPath('vite'), ['build', '--logLevel', 'warn'])],
  [
    'long tests',
    async () =>
      (await runNode('--import', ['tsx', 'tests/long/main.ts', ...process.argv.slice(2), ...names], { env })).code,
  ],
]);
