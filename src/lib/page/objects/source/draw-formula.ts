import { FORMULA_OPTIONS, LONGEST_FORMULA } from '#model/page/objects/formula.ts';
import { type Drawn, firstLine } from './drawn.ts';

/** Sets a formula. The library and its fonts are fetched with the first one. */
export async function drawFormula(source: string): Promise<Drawn> {
	if (source.length > LONGEST_FORMULA) return { at: 'tooLong', why: '' };
	const katex = await fetchKatex().catch(() => null);
	if (katex === null) return { at: 'unavailable', why: '' };
	try {
		const element = document.createElement('div');
		katex.render(source, element, { ...FORMULA_OPTIONS, output: 'htmlAndMathml' });
		return { at: 'drawn', element };
	} catch (error) {
		return { at: 'wrong', why: firstLine(error).replace(/^KaTeX parse error: /, '') };
	}
}

async function fetchKatex() {
	const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
	return katex;
}
