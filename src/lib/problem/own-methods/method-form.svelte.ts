import type { Problem } from '#model/problem/check.ts';
import type { Method, Phase, PhaseId } from '#model/problem/method.ts';
import { withPhaseChanged } from '#model/problem/method-draft.ts';
import { parseMethod } from '#model/problem/parse-method.ts';
import type { Draft, Drafts } from './drafts.ts';
import { sentenceOn } from './explain.ts';

const KEEP_AFTER_MS = 300;

/** A method in the form: what it is by now, what is wrong with it, and what the device keeps of it. */
export class MethodForm {
	readonly #drafts: Drafts;
	#method = $state.raw() as Method;
	#base = $state(0);
	/** Nobody is told what is wrong with what they have not written yet. */
	#isChecked = $state(false);
	#isChanged = $state(false);
	#isKept = $state(true);
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly problems: readonly Problem[] = $derived.by(() => {
		const parsed = parseMethod(this.#method);
		return parsed.ok ? [] : parsed.problems;
	});

	constructor({ method, base }: Draft, drafts: Drafts, isChanged: boolean) {
		this.#method = method;
		this.#base = base;
		this.#drafts = drafts;
		this.#isChanged = isChanged;
		if (isChanged) this.keepNow();
	}

	get method(): Method {
		return this.#method;
	}

	/** The version that it began from; 0: it was never saved. */
	get base(): number {
		return this.#base;
	}

	get nextVersion(): number {
		return this.#base === 0 ? this.#method.version : this.#base + 1;
	}

	/** Whether there is something that the server does not have. */
	get isChanged(): boolean {
		return this.#isChanged;
	}

	/** Whether the device has it. */
	get isKept(): boolean {
		return this.#isKept;
	}

	get isChecked(): boolean {
		return this.#isChecked;
	}

	change(to: Method): void {
		if (to === this.#method) return;
		this.#method = to;
		this.#isChanged = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.keepNow(), KEEP_AFTER_MS);
	}

	changePhase(id: PhaseId, change: Partial<Phase>): void {
		this.change(withPhaseChanged(this.#method, id, (phase) => ({ ...phase, ...change })));
	}

	/** What to do about a field; `undefined`: nothing, or nobody has tried to save yet. */
	errorAt(path: string): string | undefined {
		if (!this.#isChecked) return undefined;
		const found = this.problems.find((problem) => problem.path === path);
		return found && sentenceOn(found);
	}

	/** Whether something is wrong at a place or within it. */
	isWrong(path: string): boolean {
		return this.#isChecked && this.problems.some((problem) => problem.path.startsWith(path));
	}

	/** From now on what is wrong is shown. Whether nothing is. */
	check(): boolean {
		this.#isChecked = true;
		return this.problems.length === 0;
	}

	/** What is to be saved. */
	get wanted(): Method {
		return { ...this.#method, version: this.nextVersion };
	}

	/** As the server has it by now. */
	get wantedAsSaved(): Method {
		return { ...this.#method, version: this.#base };
	}

	/** The server has it. */
	saved(method: Method): void {
		clearTimeout(this.#timer);
		this.#base = method.version;
		this.#isChecked = false;
		const isSame = { ...this.#method, version: method.version };
		// What was written while it was on its way is still to be saved.
		this.#isChanged = JSON.stringify(isSame) !== JSON.stringify(method);
		this.#method = isSame;
		if (this.#isChanged) this.keepNow();
		else this.#drafts.forget(method.id);
	}

	/** Somebody else saved up to this version; ours becomes the one after it. */
	standOn(version: number): void {
		this.#base = version;
		this.keepNow();
	}

	/** At once, and not a moment later: when the page is left. */
	keepNow(): void {
		clearTimeout(this.#timer);
		if (!this.#isChanged) return;
		this.#isKept = this.#drafts.keep({ method: this.#method, base: this.#base });
	}
}
