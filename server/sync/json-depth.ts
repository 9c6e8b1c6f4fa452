/** Whether JSON text nests at most `max` arrays and objects; says nothing about whether it is valid. */
export function jsonIsShallow(text: string, max: number): boolean {
	let depth = 0;
	let inString = false;
	for (let index = 0; index < text.length; index += 1) {
		const char = text[index];
		if (inString) {
			if (char === '\\') index += 1;
			else if (char === '"') inString = false;
		} else if (char === '"') inString = true;
		else if (char === '{' || char === '[') {
			depth += 1;
			if (depth > max) return false;
		} else if (char === '}' || char === ']') depth -= 1;
	}
	return true;
}
