import tseslint from 'typescript-eslint';

export default tseslint.config({ ignores: ['node_modules/', 'src/generated/'] }, ...tseslint.configs.strict, {
  rules: {
    '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    '@typescript-eslint/no-unused-expressions': 'off',
    'no-eval': 'error',
    'no-implied-eval': 'error',
  },
});
