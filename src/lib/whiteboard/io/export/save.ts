/** Puts a file into the downloads. */
export function save(blob: Blob, name: string): void {
	const url = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has to have begun with it.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A board's title as the name of a file that every system takes. */
export function fileName(title: string, extension: string): string {
	const plain = title
		.normalize('NFC')
		.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim()
		.replace(/^\.+|\.+$/gu, '')
		.slice(0, 80)
		.trim();
	return `${plain === '' ? 'board' : plain}.${extension}`;
}
