import type { BoardId } from '#model/ids.ts';
import { renderPage } from '#model/page/html.ts';
import { FORMULA_OPTIONS, LONGEST_FORMULA } from '#model/page/objects/formula.ts';
import { type PageDocument, readPage } from '#model/page/read-page.ts';
import { address } from '#protocol/addresses.ts';
import { imageAddress, type ImageHash } from '#protocol/images.ts';
import words from '../messages/en.ts';
import type { WithDocument } from './harvest.ts';
import type { Job } from './jobs.ts';

/** The page as HTML, with its formulas as MathML, which browsers show without any style or font of ours. */
export async function renderedPage(
	{ parts, document, session }: Extract<Job, { kind: 'render-page' }>,
	withDocument: WithDocument
): Promise<string> {
	const page = withDocument(parts, readPage);
	const formula = hasFormula(page) ? await formulaMaker() : (): null => null;
	return renderPage(page, {
		words: words.page,
		formula,
		blob: (hash) => imageAddress(document, hash as ImageHash),
		board: (board) => address.board(session, board as BoardId)
	});
}

function hasFormula({ blocks }: PageDocument): boolean {
	return blocks.some((block) => block.type === 'object' && block.object.type === 'formula');
}

/** Loaded with the first formula: few pages have one. */
async function formulaMaker(): Promise<(source: string) => string | null> {
	const { default: katex } = await import('katex');
	return (source) => {
		if (source.length > LONGEST_FORMULA) return null;
		try {
			return katex.renderToString(source, { ...FORMULA_OPTIONS, output: 'mathml' });
		} catch {
			// Not TeX, or not yet.
			return null;
		}
	};
}
