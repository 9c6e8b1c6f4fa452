import { deviceStorage } from '$lib/ui/device-storage.ts';

const KEY = 'commonplace:sound';
const LASTS_S = 1.6;
/** Two low notes a fifth apart, Hz: heard beside a call without startling anybody. */
const NOTES_HZ = [392, 588] as const;
const LOUDNESS = 0.12;

/** Whether this device sounds at the end of a timer: only where somebody asked for it. */
class SoundAtEnd {
	readonly #storage = deviceStorage();
	#on = $state(this.#storage.getItem(KEY) === 'on');
	#context: AudioContext | null = null;

	get on(): boolean {
		return this.#on;
	}

	/** Call it from a click: browsers let a page sound only after one. */
	set(on: boolean): void {
		this.#on = on;
		this.#storage.setItem(KEY, on ? 'on' : 'off');
		if (on) this.play();
	}

	play(): void {
		if (!this.#on) return;
		this.#context ??= new AudioContext();
		const context = this.#context;
		NOTES_HZ.forEach((hz, index) => {
			const begins = context.currentTime + index * 0.22;
			const [note, volume] = [context.createOscillator(), context.createGain()];
			note.frequency.value = hz;
			volume.gain.setValueAtTime(0, begins);
			volume.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.05);
			volume.gain.exponentialRampToValueAtTime(0.0001, begins + LASTS_S);
			note.connect(volume).connect(context.destination);
			note.start(begins);
			note.stop(begins + LASTS_S);
		});
	}
}

export const soundAtEnd = new SoundAtEnd();
