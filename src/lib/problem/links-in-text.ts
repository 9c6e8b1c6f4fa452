export interface TextPart {
	readonly text: string;
	/** `null`: words. */
	readonly href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What closes a sentence or a bracket around an address is not a part of it. */
const TAIL = /[.,;:!?…'"”’)\]}]+$/;

/** A text cut at the web addresses in it. Of other kinds none is a link: whoever writes a card chooses where others go. */
export function partsOfText(text: string): readonly TextPart[] {
	const parts: TextPart[] = [];
	let from = 0;
	for (const found of text.matchAll(ADDRESS)) {
		const address = withoutTail(found[0]);
		const href = parse(address);
		if (href === null) continue;
		if (found.index > from) parts.push({ text: text.slice(from, found.index), href: null });
		parts.push({ text: address, href });
		from = found.index + address.length;
	}
	if (from < text.length) parts.push({ text: text.slice(from), href: null });
	return parts;
}

/** A closing bracket stays where the address opens it: encyclopedias have such addresses. */
function withoutTail(address: string): string {
	const bare = address.replace(TAIL, '');
	const tail = address.slice(bare.length);
	return bare.includes('(') && tail.startsWith(')') ? `${bare})` : bare;
}

function parse(address: string): string | null {
	try {
		return new URL(address).href;
	} catch {
		return null;
	}
}
