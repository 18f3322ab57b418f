import { ModernFakeTimers } from '@jest/fake-timers';
import hooks from 'node:async_hooks';
import { ModuleMocker } from 'jest-mock';
import './one-ajv.mjs';
import { here } from './one-vm.mjs';
import { remember } from './remember.mjs';

/** Each store that was used costs every later promise a little, and jest uses a new one for each file: none stays. */
const stores = new Set();
hooks.AsyncLocalStorage = class extends hooks.AsyncLocalStorage {
  constructor(...all) {
    super(...all);
    stores.add(this);
  }
};

/**
 * Test files run in the realm of their worker, as the product runs in node: `instanceof` holds across packages, and what is
 * global is found at once, not through a sandbox. What a file changes there is put back at its end.
 */
export default class OneRealm {
  global = globalThis;
  fakeTimers = null;
  moduleMocker = new ModuleMocker(globalThis);

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.exit = process.exit;
    this.putBack = [remember(globalThis), remember(process.env)];
  }

  async setup() {
    // Jest asks for 100; each `expect` collects them.
    Error.stackTraceLimit = 25;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const store of stores) store.disable();
    stores.clear();
    process.exit = this.exit;
    for (const putBack of this.putBack) putBack();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return here;
  }
}
