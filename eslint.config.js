import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TYPED = ['**/*.ts', '**/*.svelte'];

const FEATURES = ['whiteboard', 'problem', 'page', 'session', 'community'];

/**
 * The layers for components. dependency-cruiser has them all (.dependency-cruiser.js), but it sees components as Svelte
 * compiles them, without their type-only imports.
 * @param {string} folder
 * @param {string} allowed
 */
const layerOfComponents = (folder, allowed) => ({
	files: [`src/lib/${folder}/**/*.svelte`],
	rules: {
		'no-restricted-imports': [
			'error',
			{
				patterns: [
					{
						regex: `^[$]lib/(?!(${allowed})/)|^(../)+(?!${folder}/)(${FEATURES.join('|')}|ui|sync)/`,
						message: `Components of ${folder} may import only ${allowed.replaceAll('|', ', ')} (ARCHITECTURE.md, layers).`
					}
				]
			}
		]
	}
});

/** `process.env` outside the one place that documents and validates it. */
const noEnvironment = {
	object: 'process',
	property: 'env',
	message: 'server/config.ts is the only reader of the environment: take the value as an argument.'
};

export default defineConfig(
	globalIgnores([
		'build/',
		'data/',
		'.svelte-kit/',
		'.cache/',
		'test-results/',
		'playwright-report/',
		'coverage/'
	]),
	{
		files: ['**/*.js', '**/*.mjs', ...TYPED],
		extends: [js.configs.recommended],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
			'object-shorthand': 'error',
			'prefer-const': ['error', { destructuring: 'all' }]
		}
	},
	{
		files: ['**/*.mjs', '*.js'],
		languageOptions: { globals: globals.node },
		rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] }
	},
	{
		files: TYPED,
		extends: [ts.configs.recommended],
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// The compiler knows undefined names better, types included.
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			// `noUncheckedIndexedAccess` makes `list[i]!` the honest way to say that the index was just checked.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, minimumDescriptionLength: 10 }
			]
		}
	},
	{
		// Rules that need to know types, for components. Modules have the same ones in .oxlintrc.json, in a tenth of the time.
		files: ['**/*.svelte'],
		extends: [ts.configs.recommendedTypeCheckedOnly],
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			'@typescript-eslint/no-deprecated': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false }
			],
			// A Y.Text is its text.
			'@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['YText', 'URL', 'Error'] }],
			// A function of an async interface may answer at once.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true }
			],
			'@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [svelte.configs.recommended],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/block-lang': ['error', { script: 'ts' }],
			'svelte/no-at-html-tags': 'error',
			'svelte/no-inline-styles': 'off',
			'svelte/require-each-key': 'error',
			// State is `$state.raw` and replaced as a whole; a Map inside a class need not be reactive.
			'svelte/prefer-svelte-reactivity': 'off',
			// The addresses of this app are made in one place, which resolves them.
			'svelte/no-navigation-without-resolve': 'off',
			// `let { a, b = $bindable() } = $props()`: one `let` for all of them is the idiom.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }]
		}
	},
	{
		files: ['server/**/*.ts'],
		rules: { 'no-console': 'error' }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		rules: { 'no-console': ['error', { allow: ['error', 'warn'] }] }
	},
	{
		files: ['server/**/*.ts', 'src/**/*.ts', 'src/**/*.svelte'],
		ignores: ['server/config.ts', '**/*.test.ts'],
		rules: { 'no-restricted-properties': ['error', noEnvironment] }
	},
	...FEATURES.map((feature) => layerOfComponents(feature, `${feature}|images|search|sync|ui|messages`)),
	layerOfComponents('search', 'search|sync|ui|messages'),
	layerOfComponents('ui', 'ui|messages')
);
