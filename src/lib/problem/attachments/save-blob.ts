/** Hands bytes to the device as a file. */
export function saveBlob(blob: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	// The browser has begun to read it by the next turn.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
