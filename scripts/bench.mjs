/** npm run bench [-- NAME … --json FILE]: builds what is measured, then measures. */
import { SERIAL_TOOLS, installDebianTools } from './debian.mjs';
import { HOW_TO_GET_CHROME, findOrInstallChrome } from './find-chrome.mjs';
import { installIfNeeded, runNode, runSteps, toolPath } from './run.mjs';

await installIfNeeded();
const chrome = findOrInstallChrome();
if (!chrome) {
  console.error(HOW_TO_GET_CHROME);
  process.exit(1);
}
if (process.platform === 'linux') installDebianTools(SERIAL_TOOLS);

const step = (script, args) => async () => (await runNode(script, args, { env: { CHROME_PATH: chrome } })).code;
const benchmarks = async () => {
  const node = ['--expose-gc', '--import', 'tsx'];
  const args = [...node.slice(1), 'tests/bench/main.ts', ...process.argv.slice(2)];
  return (await runNode(node[0], args, { env: { CHROME_PATH: chrome } })).code;
};

process.exitCode = await runSteps([
  ['build page', step(toolPath('vite'), ['build', '--logLevel', 'warn'])],
  ['build relay', step(toolPath('vite'), ['build', '--config', 'vite.relay.config.ts', '--logLevel', 'warn'])],
  ['benchmarks', benchmarks],
]);
