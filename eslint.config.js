// @ts-check
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'public/', 'node_modules/', '.cache/', 'test-results/', '.ci/']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // Numbers and booleans read well in a template; only objects and functions are mistakes there.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => doIt()` as an event handler is clear without braces.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // The index access is typed `T | undefined`, so this rule fights noPropertyAccessFromIndexSignature.
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/{features,ui,app}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // Who takes a whole store is drawn again with each piece of a text that grows.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.name=/^use(Select|Models|Measure)$/] > ArrowFunctionExpression[params.0.type="Identifier"] > Identifier.body',
          message: 'Select what is shown: usePick takes the fields.',
        },
      ],
      // A component's type follows from its JSX.
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // A store's actions are closures without `this`, and components pick the one they need.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'testing/**'],
    rules: {
      // A test that reads a missing element must fail there, which `!` does.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // fixtures and stand-ins fulfil an interface that may be asynchronous
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // vitest and Playwright matchers are typed loosely on purpose
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Command lines speak through the console, and a watched worker does.
    files: ['tools/**', 'e2e/**', 'testing/**', 'demo/**', 'compiler/**', '*.config.ts'],
    rules: { 'no-console': 'off' },
  },
);
