/**
 * What is typed between asking for a field and its coming, while the part of the program that has it is fetched: the field
 * begins with it. Fast typists do not wait, and letters meant for a note are no shortcuts.
 */
export class TypedAhead {
	/** `null` while no field is awaited. */
	#text: string | null = null;

	/** A field was asked for, and will take what is typed. */
	begin(): void {
		this.#text = '';
	}

	/** The field does not come after all. */
	cancel(): void {
		this.#text = null;
	}

	/** Keeps a key that is meant for the field. Returns whether it was one. */
	keep(event: KeyboardEvent): boolean {
		if (this.#text === null) return false;
		// On many keyboards AltGr counts as both, and makes a letter.
		if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return false;
		if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('');
		else if (event.key === 'Enter') this.#text += '\n';
		else if ([...event.key].length === 1) this.#text += event.key;
		else return false;
		return true;
	}

	/** What the field begins with; from now on it takes its keys itself. */
	take(): string {
		const text = this.#text ?? '';
		this.#text = null;
		return text;
	}
}
