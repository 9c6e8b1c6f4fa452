/**
 * The whiteboard beside tldraw and Excalidraw, in one run on one machine: the same scene, the same gestures, each in a fresh Chromium
 * without a GPU. `npm run bench:whiteboard [-- --page=commonplace,tldraw --n=1000,10000 --reps=3 --peer-reps=1 --dpr=1 --hour=6000 --profile --shot --write]`.
 * Main-thread CPU is what is compared: it holds when other processes have the machine.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BenchBrowser } from './browser.ts';
import { gesturesOf, lookAt, type Measured, pause } from './gestures.ts';
import { hour, remoteDrag } from './own-scenarios.ts';
import { buildPages, type BuiltPage, SUBJECTS, type SubjectName } from './pages.ts';
import { type Figures, report } from './report.ts';
import { serve } from './serve.ts';

const { values: options } = parseArgs({
	options: {
		page: { type: 'string', default: SUBJECTS.join(',') },
		n: { type: 'string', default: '10000' },
		reps: { type: 'string', default: '3' },
		/** Of the others, which take four minutes each: a ratio of thirty needs no median. */
		'peer-reps': { type: 'string', default: '1' },
		dpr: { type: 'string', default: '1' },
		/** Strokes of the hour's session; 0 leaves it out. */
		hour: { type: 'string', default: '6000' },
		/** Only gestures whose name has this in it. */
		only: { type: 'string', default: '' },
		profile: { type: 'boolean', default: false },
		shot: { type: 'boolean', default: false },
		/** Puts the table into tests/bench/RESULTS.md in place of the one that is there. */
		write: { type: 'boolean', default: false }
	}
});

const RESULTS = fileURLToPath(new URL('../../../.cache/bench/results/', import.meta.url));
const KEPT = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
mkdirSync(RESULTS, { recursive: true });

const wanted = options.page.split(',');
const subjects = SUBJECTS.filter((name) => wanted.includes(name));
const pages = await buildPages(subjects);
const counts = options.n.split(',').map(Number);
for (const count of counts) {
	const trials = new Map<SubjectName, Figures[]>(subjects.map((name) => [name, []]));
	for (let rep = 0; rep < Number(options.reps); rep++)
		for (const page of pages) {
			if (page.name !== 'commonplace' && rep >= Number(options['peer-reps'])) continue;
			const figures = await trial(page, count);
			trials.get(page.name)!.push(figures);
			process.stderr.write(`${rep + 1} ${page.name}, ${count}: ${brief(figures)}\n`);
		}
	const command = `npm run bench:whiteboard -- ${process.argv.slice(2).join(' ')}`.trim();
	const markdown = report({ command, count, devicePixels: Number(options.dpr) }, trials);
	process.stdout.write(`\n${markdown}\n`);
	const name = `${RESULTS}whiteboard-${new Date().toISOString().slice(0, 16).replaceAll(/[T:]/g, '-')}-${count}`;
	writeFileSync(`${name}.md`, markdown);
	writeFileSync(`${name}.json`, JSON.stringify([...trials], null, '\t'));
	if (options.write) keep(markdown);
}

/** Replaces what stands between the heading of the section and what it says about it. */
function keep(markdown: string): void {
	const written = readFileSync(KEPT, 'utf8');
	const begin = written.indexOf('\n# Whiteboard\n');
	const end = written.indexOf('\n## What it says\n', begin);
	if (begin === -1 || end === -1) throw new Error('RESULTS.md has no section "Whiteboard" to write into.');
	writeFileSync(KEPT, `${written.slice(0, begin)}\n# Whiteboard\n\n${markdown}\n${written.slice(end)}`);
}

async function trial(page: BuiltPage, count: number): Promise<Figures> {
	const server = await serve(page.folder);
	const browser = await BenchBrowser.open(server.origin + page.path, Number(options.dpr));
	try {
		await pause(browser, 800);
		const scriptKb = server.scriptBytes() / 1000;
		await browser.page.evaluate((n) => window.__board.prepare(n), count);
		await browser.collectGarbage();
		const loaded = await load(browser);
		await browser.collectGarbage();
		const figures: Figures = {
			scriptKb,
			...loaded,
			heapMb: (await browser.clock()).heapMb,
			rendererMb: await browser.rendererMb(),
			gestures: {},
			errors: browser.errors
		};
		for (const [name, gesture] of Object.entries(gesturesOf(loaded.overview)))
			if (name.includes(options.only))
				figures.gestures[name] = await profiled(browser, name, () => gesture(browser));
		if (page.name === 'commonplace') await ownFigures(browser, figures);
		await browser.collectGarbage();
		figures.heapAfterMb = (await browser.clock()).heapMb;
		figures.rendererAfterMb = await browser.rendererMb();
		if (options.shot) await shoot(browser, `${page.name}-${count}`, loaded.overview);
		return figures;
	} finally {
		await browser.close();
		server.stop();
	}
}

async function ownFigures(browser: BenchBrowser, figures: Figures): Promise<void> {
	const name = 'remote drag of 500';
	if (name.includes(options.only))
		figures.gestures[name] = await profiled(browser, name, () => remoteDrag(browser));
	if (Number(options.hour) === 0 || !'eight people draw'.includes(options.only)) return;
	const { first, last } = await hour(browser, Number(options.hour), (name, act) =>
		profiled(browser, name, act)
	);
	figures.gestures['eight people draw: first minute'] = first;
	figures.gestures['eight people draw: last minute of an hour'] = last;
}

/** CPU until the first frame with the scene, and until nothing more is drawn. */
async function load(browser: BenchBrowser) {
	const overview = await browser.page.evaluate(
		({ width, height }) => {
			const { scene } = window.__board;
			return Math.max(0.1, Math.min(1, width / scene.width, height / scene.height));
		},
		{ width: 1280, height: 800 }
	);
	await lookAt(browser, overview);
	await pause(browser, 500);
	const stop = options.profile && 'load'.includes(options.only) ? await browser.profile() : null;
	const before = await browser.clock();
	await browser.page.evaluate(() => window.__board.load());
	const first = await browser.clock();
	await browser.page.evaluate(settle);
	const settled = await browser.clock();
	if (stop !== null) writeFileSync(`${RESULTS}load.cpuprofile`, await stop());
	return {
		overview,
		firstPaintMs: first.mainMs - before.mainMs,
		sharpMs: settled.mainMs - before.mainMs
	};
}

/** Half a second of frames in time; those who can say so say when they are done. */
function settle(): Promise<void> {
	const begun = performance.now();
	let lastLong = begun;
	let previous = begun;
	return new Promise((resolve) => {
		const frame = (): void => {
			const now = performance.now();
			if (now - previous > 34 || window.__board.own?.isSharp() === false) lastLong = now;
			previous = now;
			if (now - lastLong > 500 || now - begun > 60_000) resolve();
			else requestAnimationFrame(frame);
		};
		requestAnimationFrame(frame);
	});
}

async function profiled(
	browser: BenchBrowser,
	name: string,
	act: () => Promise<Measured>
): Promise<Measured> {
	if (!options.profile) return act();
	const stop = await browser.profile();
	const measured = await act();
	writeFileSync(`${RESULTS}${name.replaceAll(/[^a-z0-9]+/g, '-')}.cpuprofile`, await stop());
	return measured;
}

async function shoot(browser: BenchBrowser, name: string, overview: number): Promise<void> {
	for (const zoom of [overview, 1]) {
		await lookAt(browser, zoom);
		await pause(browser, 1_000);
		await browser.page.waitForFunction(() => window.__board.own?.isSharp() ?? true);
		await browser.page.screenshot({ path: `${RESULTS}${name}-${Math.round(zoom * 100)}.png` });
	}
}

function brief({ gestures, firstPaintMs, sharpMs, heapMb, rendererMb, errors }: Figures): string {
	const each = Object.entries(gestures).map(
		([name, { mainMs, scriptMs, allMs, frames, worked }]) =>
			`\n    ${name}: main ${mainMs.toFixed(1)}, script ${scriptMs.toFixed(1)}, all processes ${allMs.toFixed(1)} ms a frame, ${frames} frames${worked ? '' : ', DID NOT WORK'}`
	);
	return (
		`load ${firstPaintMs.toFixed(0)} / ${sharpMs.toFixed(0)} ms, heap ${heapMb.toFixed(1)} MB, renderer ${rendererMb.toFixed(0)} MB` +
		each.join('') +
		(errors.length === 0 ? '' : `\n    ERRORS: ${errors.join('; ')}`)
	);
}
