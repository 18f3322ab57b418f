export default {
  rootDir: '.',
  testEnvironment: './test/setup/one-realm/environment.mjs',
  runtime: '<rootDir>/test/setup/one-realm/runtime.mjs',
  testRegex: ['\\.spec\\.tsx?$', '\\.e2e-spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: './test/setup/global-setup.mjs',
  globalTeardown: './test/setup/global-teardown.mjs',
  setupFilesAfterEnv: ['./test/setup/each-file.ts'],
  testSequencer: './test/setup/longest-first.mjs',
  testTimeout: 20_000,
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', tsx: false, decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
