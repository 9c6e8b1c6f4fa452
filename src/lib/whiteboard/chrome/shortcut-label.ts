const MAC_SIGNS: readonly (readonly [RegExp, string])[] = [
	[/Ctrl\+/, '⌘'],
	[/Shift\+/, '⇧'],
	[/Alt\+/, '⌥']
];

const NAMES: readonly (readonly [string, string])[] = [
	['ContextMenu', 'Menu'],
	['Escape', 'Esc'],
	['ArrowRight', '→'],
	['ArrowLeft', '←'],
	['ArrowDown', '↓'],
	['ArrowUp', '↑']
];

/** A shortcut as this machine's keyboard says it. */
export function shortcutLabel(shortcut: string, platform: string = navigator.platform): string {
	const named = NAMES.reduce((text, [name, sign]) => text.replace(name, sign), shortcut);
	if (!/Mac|iP(hone|ad|od)/.test(platform)) return named;
	return MAC_SIGNS.reduce((text, [name, sign]) => text.replace(name, sign), named);
}
