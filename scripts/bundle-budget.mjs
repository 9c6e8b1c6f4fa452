/**
 * What the first load of each kind of board weighs: every JavaScript file that must be there before the board can be
 * used, as the build compressed it. Browsers take brotli over https and from this machine, gzip over plain http from
 * another; the budget holds for whichever is larger. Fonts, styles and what comes later (a dialog's contents) do not count.
 */
import { readFileSync, statSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { MANIFEST } from './toolchain/build-client.mjs';
import { FIRST_LOADS, sourcesOf } from './toolchain/first-loads.mjs';
import { Advice, ROOT, runScript, say } from './toolchain/say.mjs';

/** @typedef {{ file: string, imports?: string[], src?: string, name?: string }} Chunk as in Vite's manifest */

const GENERATED = '.svelte-kit/generated/client-optimized';

/** Prints the table. Whether all is within budget. */
export function checkBudgets() {
	/** @type {Record<string, Chunk>} */
	const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
	say('First load, compressed JavaScript:');
	let isWithin = true;
	for (const { title, route, lazy, budgetKb } of FIRST_LOADS) {
		const files = closure(manifest, [...entriesOfApp(manifest), ...nodesOf(manifest, route), ...lazy]);
		const [brotli, gzip] = [kilobytes(files, 'br'), kilobytes(files, 'gz')];
		const isOver = Math.max(brotli, gzip) > budgetKb;
		if (isOver) isWithin = false;
		say(
			`  ${isOver ? '✗' : '✓'} ${title.padEnd(14)} ${gzip.toFixed(1).padStart(6)} kB gzip ` +
				`(${isOver ? 'over ' : ''}${budgetKb} allowed), ${kilobytes(files, 'br').toFixed(1)} brotli, ${files.size} files`
		);
	}
	return isWithin;
}

/** @param {Record<string, Chunk>} manifest */
function entriesOfApp(manifest) {
	return Object.keys(manifest).filter(
		(key) => key.endsWith('client/entry.js') || key === `${GENERATED}/app.js`
	);
}

/**
 * The generated nodes of a route's page and of the layouts around it.
 * @param {Record<string, Chunk>} manifest
 * @param {string} route
 */
function nodesOf(manifest, route) {
	const wanted = sourcesOf(route);
	return generatedNodes(manifest).flatMap(({ path, text }) =>
		wanted.some((source) => text.includes(`/${source}"`)) ? [path] : []
	);
}

/**
 * A build leaves the nodes of routes that are gone; only those that it built count.
 * @param {Record<string, Chunk>} manifest
 */
function generatedNodes(manifest) {
	const nodes = [];
	for (let index = 0; ; index += 1) {
		const path = `${GENERATED}/nodes/${index}.js`;
		if (!(path in manifest)) return nodes;
		nodes.push({ path, text: readFileSync(new URL(path, ROOT), 'utf8') });
	}
}

/**
 * The built files of these sources and of everything that they import statically.
 * @param {Record<string, Chunk>} manifest
 * @param {readonly string[]} keys
 */
function closure(manifest, keys) {
	/** @type {Set<string>} */
	const seen = new Set();
	const files = new Set();
	const visit = (/** @type {string} */ key) => {
		if (seen.has(key)) return;
		seen.add(key);
		const chunk = manifest[key];
		if (!chunk)
			throw new Advice(`The built client has no ${key}: correct scripts/toolchain/first-loads.mjs.`);
		files.add(chunk.file);
		chunk.imports?.forEach(visit);
	};
	keys.forEach(visit);
	return files;
}

/**
 * @param {ReadonlySet<string>} files
 * @param {'br' | 'gz'} compression
 */
function kilobytes(files, compression) {
	const bytes = [...files].map((file) => statSync(new URL(`build/${file}.${compression}`, ROOT)).size);
	return bytes.reduce((total, size) => total + size, 0) / 1000;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	await runScript(async () => (checkBudgets() ? 0 : 1));
}
