/** Puts text on the clipboard; resolves to whether it went. Call it from a click. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copyBySelection(text);
	}
}

/** Where the server is reached over plain http (a room's own network), browsers offer no `navigator.clipboard`. */
function copyBySelection(text: string): boolean {
	const holder = document.createElement('span');
	holder.textContent = text;
	holder.style.cssText =
		'position: fixed; inset: 0 auto auto 0; opacity: 0; white-space: pre; user-select: all';
	document.body.append(holder);
	const selection = getSelection();
	const range = document.createRange();
	range.selectNodeContents(holder);
	selection?.removeAllRanges();
	selection?.addRange(range);
	try {
		// oxlint-disable-next-line typescript/no-deprecated -- nothing else copies without a secure context
		return document.execCommand('copy');
	} catch {
		return false;
	} finally {
		selection?.removeAllRanges();
		holder.remove();
	}
}
