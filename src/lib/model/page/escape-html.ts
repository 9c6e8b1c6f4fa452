const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Escapes for text and for quoted attributes alike, and leaves out what no HTML may hold. */
export function escapeHtml(text: string): string {
	return (
		text
			.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
			// eslint-disable-next-line no-control-regex -- these characters are what is looked for
			.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
			.replace(/\p{Surrogate}/gu, '\uFFFD')
	);
}
