/** An element of XML: all that reading a drawing needs of it. */
export interface XmlElement {
	/** Without its prefix. */
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly (XmlElement | string)[];
}

const MAX_DEPTH = 60;
const MAX_ELEMENTS = 50_000;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const TAG =
	/<(?:!--[\s\S]*?-->|!\[CDATA\[([\s\S]*?)\]\]>|[!?][^>[]*(?:\[[\s\S]*?\])?[^>]*>|(\/)?([A-Za-z_][\w.:-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/)?>)/g;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Open {
	readonly name: string;
	readonly attributes: Record<string, string>;
	readonly children: (XmlElement | string)[];
}

/**
 * Reads XML into elements, forgivingly: it defines no entities and fetches nothing, so a file can neither grow in it nor
 * reach out. `null` when there is no element, or no end of them.
 */
export function readXml(text: string): XmlElement | null {
	const root: Open = { name: '', attributes: {}, children: [] };
	const open: Open[] = [root];
	let [at, count] = [0, 0];
	for (const match of text.matchAll(TAG)) {
		const here = open.at(-1)!;
		const [tag, cdata, closing, name, attributes, empty] = match;
		if (match.index > at) here.children.push(unescaped(text.slice(at, match.index)));
		at = match.index + tag.length;
		if (cdata !== undefined) here.children.push(cdata);
		if (name === undefined) continue;
		if (closing !== undefined) {
			if (open.length > 1 && here.name === plain(name)) open.pop();
			continue;
		}
		if (++count > MAX_ELEMENTS) return null;
		const element = { name: plain(name), attributes: attributesOf(attributes ?? ''), children: [] };
		here.children.push(element);
		if (empty === undefined && open.push(element) > MAX_DEPTH) return null;
	}
	return root.children.find((child) => typeof child !== 'string') ?? null;
}

function plain(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

function attributesOf(text: string): Record<string, string> {
	const attributes: Record<string, string> = {};
	for (const [, name, double, single] of text.matchAll(ATTRIBUTE))
		attributes[plain(name!)] = unescaped(double ?? single ?? '');
	return attributes;
}

function unescaped(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu,
		(whole, decimal, hex, name: string) => {
			const code =
				decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(hex as string, 16) : -1;
			if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
			return ENTITIES[name] ?? whole;
		}
	);
}

export function textIn(element: XmlElement): string {
	return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
