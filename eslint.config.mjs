import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.data/', 'coverage/', '**/*.generated.ts']),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.recommended, tseslint.configs.stylistic],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      // Told of them, the rule about type imports leaves alone what Nest injects by its class.
      parserOptions: { experimentalDecorators: true, emitDecoratorMetadata: true },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-inferrable-types': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['apps/**'],
    ignores: ['apps/api/shell/is-moment.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'class-validator',
              importNames: ['IsDateString', 'IsISO8601', 'IsRFC3339'],
              message: 'Use IsMoment: a moment that is sent carries its offset from UTC.',
            },
          ],
        },
      ],
    },
  },
  {
    // What speaks to the terminal on purpose.
    files: ['apps/api/*.ts', 'test/bench/**', 'test/conformance/main.ts', 'test/setup/**', '**/*.mjs'],
    rules: { 'no-console': 'off' },
  },
);
