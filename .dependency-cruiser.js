/**
 * Who may import whom: routes → features → sync, ui; all but ui may use protocol and model; protocol → model; the server
 * uses protocol and model and nothing else of src. Run by `npm run lint`.
 */

const FEATURES = ['whiteboard', 'problem', 'page', 'session', 'community'];
const anyOf = (names) => `(${names.join('|')})`;
const feature = `^src/lib/${anyOf(FEATURES)}/`;
/** Tests, and the `test-….ts` beside them that several share. */
const TEST = '[.]test[.]ts$|/test-[a-z-]+[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'A cycle is one module in several files: nobody can read, test or move one part of it alone.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'resolvable',
			comment: 'An import that cannot be resolved here escapes every rule below.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^([$](app|env|service-worker)|[.]/[$]types)' }
		},
		{
			name: 'features-stand-alone',
			comment:
				'A feature that imports another cannot be changed or loaded without it; what two share is sync, ui, protocol or model.',
			severity: 'error',
			from: { path: feature },
			to: { path: feature, pathNot: '^src/lib/$1/' }
		},
		{
			name: 'features-below-routes',
			comment: 'Routes mount features; nothing but the routes knows the addresses of the app.',
			severity: 'error',
			from: { path: '^(src/lib|server)/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'ui-knows-no-domain',
			comment:
				'The design system can be used by any feature only as long as it knows none, nor the wire, nor the model.',
			severity: 'error',
			from: { path: '^src/lib/ui/', pathNot: TEST },
			to: { path: '^src/', pathNot: '^src/lib/(ui|messages)/' }
		},
		{
			name: 'sync-below-features',
			comment: 'The provider carries any document; what is in it is the features’ business.',
			severity: 'error',
			from: { path: '^src/lib/sync/', pathNot: TEST },
			to: { path: '^src/', pathNot: '^src/lib/(sync|protocol|model|messages)/' }
		},
		{
			name: 'images-below-features',
			comment:
				'Whatever shows images keeps and sends them alike; what they are on is the features’ business.',
			severity: 'error',
			from: { path: '^src/lib/images/', pathNot: TEST },
			to: { path: '^src/', pathNot: '^src/lib/(images|sync|ui|protocol|model|messages)/' }
		},
		{
			name: 'search-below-features',
			comment:
				'What is known already is looked up from the front, from a session and before a board is begun: what people do with it is the features’ business.',
			severity: 'error',
			from: { path: '^src/lib/search/', pathNot: TEST },
			to: { path: '^src/', pathNot: '^src/lib/(search|sync|ui|protocol|model|messages)/' }
		},
		{
			name: 'messages-are-words',
			comment: 'Message files hold words and their formatting, so that a translator needs nothing else.',
			severity: 'error',
			from: { path: '^src/lib/messages/' },
			to: { path: '^src/', pathNot: '^src/lib/messages/' }
		},
		{
			name: 'protocol-on-model',
			comment:
				'What crosses the wire is parsed alike on both sides: the model and the schema library, nothing of either side.',
			severity: 'error',
			from: { path: '^src/lib/protocol/', pathNot: TEST },
			to: { pathNot: '^src/lib/(protocol|model)/|^node_modules/(valibot|lib0|y-protocols|yjs)/' }
		},
		{
			name: 'model-is-pure',
			comment:
				'The domain runs in every browser, on the server and in its workers: Yjs and the page’s schema types, nothing else.',
			severity: 'error',
			from: { path: '^src/lib/model/', pathNot: TEST },
			to: { pathNot: '^src/lib/model/|^node_modules/(yjs|lib0|@tiptap/pm|prosemirror-model)/' }
		},
		{
			name: 'client-needs-no-node',
			comment: 'Node’s modules do not exist in a browser.',
			severity: 'error',
			from: { path: '^src/', pathNot: TEST },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'server-shares-only-model-and-protocol',
			comment:
				'The server runs without a build step: what it shares with the client is plain TypeScript, not components.',
			severity: 'error',
			from: { path: '^server/' },
			to: { path: '^src/', pathNot: '^src/lib/(model|protocol)/' }
		},
		{
			name: 'client-never-imports-server',
			comment:
				'The server’s code may name secrets and paths; only the type of the API may cross, and types leave no trace.',
			severity: 'error',
			from: { path: '^src/' },
			to: { path: '^server/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'one-place-names-a-store',
			comment:
				'Everything else takes the Store port as an argument, so that a second store touches the composition roots only: the server’s and the command line’s.',
			severity: 'error',
			from: { path: '^server/', pathNot: ['^server/(admin/)?main[.]ts$', '^server/store/', TEST] },
			to: { path: '^server/store/(?!store[.]ts)' }
		},
		{
			name: 'no-tests-in-the-product',
			comment: 'What ships must not need what only tests need.',
			severity: 'error',
			from: { path: '^(src|server)/', pathNot: TEST },
			to: { path: `${TEST}|^tests/` }
		},
		{
			name: 'no-development-packages-at-run-time',
			comment: 'The server starts from an install without devDependencies; the client’s are bundled by Vite.',
			severity: 'error',
			from: { path: '^server/', pathNot: TEST },
			to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] }
		}
	],
	options: {
		// Types count too: a type-only import is knowledge of the other layer.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: '.dependency-cruiser.tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '[.]svelte-kit/' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts', '.css'],
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'default', 'node'],
			mainFields: ['svelte', 'module', 'main', 'types']
		}
	}
};
