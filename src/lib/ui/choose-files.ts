/**
 * Lets people choose files from their device. The field is in the page until they have chosen, or not: a browser may drop one
 * that nothing holds, and with it what was chosen.
 *
 * @param accept as the attribute of that name
 */
export function chooseFiles(accept: string, onchosen: (files: readonly File[]) => void): void {
	const input = document.createElement('input');
	input.type = 'file';
	input.accept = accept;
	input.multiple = true;
	input.hidden = true;
	input.onchange = () => {
		input.remove();
		onchosen([...(input.files ?? [])]);
	};
	input.oncancel = () => input.remove();
	document.body.append(input);
	input.click();
}
