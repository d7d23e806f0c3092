// `npm run setup`: everything that `npm start` needs, without starting; `npm run setup -- --tests` also what the tests need.
import { setup } from './setup/setup.mjs';
import { runCommand } from './setup/stop.mjs';

await runCommand(async () => {
  await setup({ forTests: process.argv.includes('--tests') });
  console.log('Ready: `npm start` opens the app, `npm test` tests it.');
  return 0;
});
