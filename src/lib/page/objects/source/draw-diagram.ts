import type { SharedWorks } from '../object-actions.ts';
import { firstLine, type Drawn } from './drawn.ts';
import { SandboxedMermaid } from './sandboxed-mermaid.ts';

/** Letters; longer ones would hold up whoever draws them. */
const LONGEST_DIAGRAM = 10_000;

/**
 * Draws a diagram as an image. What draws it is a program of strangers for sources of strangers: it runs in a frame that has no
 * origin, no network and no way to the page, and what it answers is shown as an image, in which nothing runs.
 */
export async function drawDiagram(source: string, works: SharedWorks): Promise<Drawn> {
	if (source.length > LONGEST_DIAGRAM) return { at: 'tooLong', why: '' };
	const isDark = document.documentElement.dataset.theme === 'dark';
	const answer = await (works.mermaid ??= new SandboxedMermaid()).draw(source, isDark);
	if (answer.at !== 'drawn') return { at: answer.at, why: firstLine(answer.why) };
	const image = new Image();
	image.alt = source.slice(0, 1_000);
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(answer.svg)}`;
	try {
		await image.decode();
	} catch {
		return { at: 'wrong', why: '' };
	}
	return { at: 'drawn', element: image };
}
