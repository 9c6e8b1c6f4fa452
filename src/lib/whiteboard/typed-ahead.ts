import type { PanelName } from './panels.ts';

/** A field that was asked for: that of a text on the board, or a panel's. */
type Field = 'text' | PanelName;

/**
 * What is typed between asking for a field and its coming, while the part of the program that has it is fetched: the field
 * begins with it. Fast typists do not wait, and letters meant for a note are no shortcuts.
 */
export class TypedAhead {
	#awaited: Field | null = null;
	#text = '';

	/** The field that is not here yet, and will take what is typed. */
	get awaited(): Field | null {
		return this.#awaited;
	}

	/** A field was asked for. */
	begin(field: Field): void {
		this.#awaited = field;
		this.#text = '';
	}

	/** This field does not come after all. */
	cancel(field: Field): void {
		this.take(field);
	}

	/** Keeps a key that is meant for the field. Returns whether it was one. */
	keep(event: KeyboardEvent): boolean {
		if (this.#awaited === null) return false;
		// On many keyboards AltGr counts as both, and makes a letter.
		if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return false;
		if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('');
		else if (event.key === 'Enter') this.#text += '\n';
		else if ([...event.key].length === 1) this.#text += event.key;
		else return false;
		return true;
	}

	/** What this field begins with; from now on it takes its keys itself. */
	take(field: Field): string {
		if (this.#awaited !== field) return '';
		const text = this.#text;
		this.#awaited = null;
		this.#text = '';
		return text;
	}
}
