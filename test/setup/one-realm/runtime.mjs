import Runtime from 'jest-runtime';
import { createRequire, isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const require = createRequire(import.meta.url);
const isPackage = (path) => /[\\/]node_modules[\\/]/.test(path) && !path.endsWith('.json');

/**
 * Packages are loaded as node loads them, once for each worker: for each test file they cost most of its start. The code of
 * the product and of the tests is loaded anew for each file, as jest does.
 */
export default class OneRealmRuntime extends Runtime {
  constructor(...all) {
    super(...all);
    const { _resolution: resolution, esmLoader } = this;
    if (!esmLoader?.loadEsmModule || !esmLoader.loadCjsAsEsm || !resolution?.hasDistinctAsyncResolver)
      throw new Error(
        'jest is another one inside: see how it loads modules now, or leave this runtime out of its config.',
      );
    // Newer versions of node would load without asking the two below.
    resolution.hasDistinctAsyncResolver = () => true;
    const loaded = new Map();
    const load = (path, context) => {
      if (!loaded.has(path)) loaded.set(path, fromNode(path, context));
      return loaded.get(path);
    };
    const { loadEsmModule, loadCjsAsEsm } = esmLoader;
    esmLoader.loadEsmModule = (path, suffix) =>
      isPackage(path) ? load(path, esmLoader.getContext()) : loadEsmModule.call(esmLoader, path, suffix);
    esmLoader.loadCjsAsEsm = (from, path, suffix, context) =>
      isPackage(path) ? load(path, context) : loadCjsAsEsm.call(esmLoader, from, path, suffix, context);
  }

  /** Node's own, in node's own realm. */
  installGetBuiltinModule() {
    // As it is.
  }

  requireModule(from, name, options, isActual) {
    if (name && !isBuiltin(name) && !options?.isInternalModule) {
      const path = this._resolution.resolveCjs(from, name);
      if (isPackage(path)) return require(path);
    }
    return super.requireModule(from, name, options, isActual);
  }
}

async function fromNode(path, context) {
  const exports = await import(pathToFileURL(path).href);
  const names = Object.keys(exports);
  const module = new vm.SyntheticModule(
    names,
    function setAll() {
      for (const name of names) this.setExport(name, exports[name]);
    },
    { context, identifier: path },
  );
  // Newer versions of node link it at once.
  if (module.status === 'unlinked') await module.link(() => undefined);
  await module.evaluate();
  return module;
}
