const MAC_SIGNS: readonly (readonly [RegExp, string])[] = [
	[/Ctrl\+/, '⌘'],
	[/Shift\+/, '⇧'],
	[/Alt\+/, '⌥']
];

/** A shortcut as this machine's keyboard says it. */
export function shortcutLabel(shortcut: string, platform: string = navigator.platform): string {
	const named = shortcut.replace('ContextMenu', 'Menu').replace('Escape', 'Esc');
	if (!/Mac|iP(hone|ad|od)/.test(platform)) return named;
	return MAC_SIGNS.reduce((text, [name, sign]) => text.replace(name, sign), named);
}
