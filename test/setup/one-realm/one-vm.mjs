import vm from 'node:vm';

/** Stands for the worker's own realm where jest asks for the realm of a test file. */
export const here = {};
const inOurs = (options) => ({ ...options, context: undefined });
const isHere = (options) => options?.context === here;

const { SourceTextModule, SyntheticModule, compileFunction } = vm;
vm.SourceTextModule = class extends SourceTextModule {
  constructor(code, options) {
    super(code, isHere(options) ? inOurs(options) : options);
  }
};
vm.SyntheticModule = class extends SyntheticModule {
  constructor(names, evaluate, options) {
    super(names, evaluate, isHere(options) ? inOurs(options) : options);
  }
};

/** Jest's own modules come anew for each test file; they are compiled for the first one alone. */
const compiled = new Map();
vm.compileFunction = (code, parameters, options) => {
  if (options?.parsingContext !== here) return compileFunction(code, parameters, options);
  const known = compiled.get(options.filename);
  if (known?.code === code) return known.run;
  const run = compileFunction(code, parameters, { ...options, parsingContext: undefined });
  // What imports later does so for the test file that it was compiled for.
  if (!code.includes('import(')) compiled.set(options.filename, { code, run });
  return run;
};
