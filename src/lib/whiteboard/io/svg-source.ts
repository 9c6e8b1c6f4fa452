/** Where an SVG of ours has the drawing that it was made from. */
export const SOURCE_ELEMENT = 'commonplace-board';

const AT_START = `<${SOURCE_ELEMENT}>`;
const AT_END = `</${SOURCE_ELEMENT}>`;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The drawing in an SVG that we wrote, as JSON; `null` when there is none. */
export function sourceInSvg(svg: string): string | null {
	const start = svg.indexOf(AT_START);
	const end = svg.indexOf(AT_END, start);
	if (start === -1 || end === -1) return null;
	return svg
		.slice(start + AT_START.length, end)
		.replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => ENTITIES[name]!);
}
