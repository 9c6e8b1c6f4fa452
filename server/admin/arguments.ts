import { parseArgs } from 'node:util';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import type { StoreCommand } from './commands.ts';

export const HELP = `Looks after what Commonplace keeps: in DATA_DIR, or in Redis when REDIS_URL is set. The server may run meanwhile,
except for restore into DATA_DIR.

  npm run admin -- backup <file>            write everything into one file
  npm run admin -- restore <file>           read it back, into a store that is empty
  npm run admin -- restore <file> --merge   add what the store lacks; what it has stays as it is
  npm run admin -- verify                   read and check everything
  npm run admin -- compact <document>       replace its updates by one snapshot
  npm run admin -- compact --all
  npm run admin -- inspect <document>       sizes, owners, last change, whether it opens
  npm run admin -- quarantine <document> <reason>
  npm run admin -- release <document>       let people open it again

A backup holds all that people wrote, and the key of the cookies (DATA_DIR/secret, but no SECRET that is set): keep it safe.
Exit codes: 0 done; 1 not done, or something is wrong; 2 wrong usage.
`;

/** What one call of the command line asks for. */
export type Invocation =
	| { readonly kind: 'help' }
	| { readonly kind: 'backup'; readonly file: string }
	| { readonly kind: 'restore'; readonly file: string; readonly merge: boolean }
	| { readonly kind: 'store'; readonly command: Exclude<StoreCommand, { kind: 'backup' }> };

export type Parsed =
	| { readonly ok: true; readonly invocation: Invocation; readonly folder: string | null }
	/** One sentence for whoever typed it. */
	| { readonly ok: false; readonly problem: string };

/** Anything but these, for a command, is a mistake rather than to be ignored. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = { restore: ['merge'], compact: ['all'] };

/** `--in <folder>`: where relative file names begin, for whoever starts this elsewhere. */
export function parseArguments(given: readonly string[]): Parsed {
	let values: { merge?: boolean; all?: boolean; help?: boolean; in?: string };
	let positionals: string[];
	try {
		({ values, positionals } = parseArgs({
			args: [...given],
			allowPositionals: true,
			options: {
				merge: { type: 'boolean' },
				all: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' },
				in: { type: 'string' }
			}
		}));
	} catch (error) {
		const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
		return wrong(`${sentence}.`);
	}
	const [name, ...rest] = positionals;
	const folder = values.in ?? null;
	if (name === undefined || values.help === true || name === 'help')
		return { ok: true, invocation: { kind: 'help' }, folder };
	for (const option of ['merge', 'all'] as const) {
		if (values[option] === true && OPTIONS[name]?.includes(option) !== true)
			return wrong(`${name} has no option --${option}.`);
	}
	const invocation = invocationOf(name, rest, { merge: values.merge === true, all: values.all === true });
	return typeof invocation === 'string' ? wrong(invocation) : { ok: true, invocation, folder };
}

/** The invocation, or what is wrong with it. */
function invocationOf(
	name: string,
	rest: readonly string[],
	{ merge, all }: { readonly merge: boolean; readonly all: boolean }
): Invocation | string {
	const [first] = rest;
	switch (name) {
		case 'backup':
		case 'restore':
			if (first === undefined || rest.length > 1) return `${name} takes the name of one file.`;
			return name === 'backup' ? { kind: 'backup', file: first } : { kind: 'restore', file: first, merge };
		case 'verify':
			return rest.length > 0 ? 'verify takes nothing.' : { kind: 'store', command: { kind: 'verify' } };
		case 'compact':
			if (all && rest.length === 0) return { kind: 'store', command: { kind: 'compact', document: null } };
			if (all) return 'compact takes the name of one document, or --all.';
			return forDocument(name, rest, (document) => ({ kind: 'compact', document }));
		case 'inspect':
			return forDocument(name, rest, (document) => ({ kind: 'inspect', document }));
		case 'release':
			return forDocument(name, rest, (document) => ({ kind: 'release', document }));
		case 'quarantine': {
			const reason = rest.slice(1).join(' ').trim();
			if (reason === '') return 'quarantine takes the name of a document and the reason.';
			return forDocument(name, rest.slice(0, 1), (document) => ({ kind: 'quarantine', document, reason }));
		}
		default:
			return `There is no command "${name}".`;
	}
}

function forDocument(
	name: string,
	rest: readonly string[],
	command: (document: DocumentName) => Exclude<StoreCommand, { kind: 'backup' }>
): Invocation | string {
	const [first] = rest;
	if (first === undefined || rest.length > 1) {
		return `${name} takes the name of one document${name === 'compact' ? ', or --all' : ''}.`;
	}
	const document = parseDocumentName(first);
	return document === null
		? `"${first}" is no name of a document.`
		: { kind: 'store', command: command(document) };
}

function wrong(problem: string): Parsed {
	return { ok: false, problem };
}
