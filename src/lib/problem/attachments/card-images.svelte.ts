import { keepImages, type KeptImages } from '$lib/images/kept-images.ts';
import { looksLikePdf } from '$lib/images/prepare-file.ts';
import type { PreparedImage } from '$lib/images/prepare.ts';
import type { Sending } from '$lib/images/sending.ts';
import { t } from '$lib/messages/problem-cards.ts';
import { t as images } from '$lib/messages/whiteboard-images.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { chooseFiles } from '$lib/ui/choose-files.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { CardId } from '#model/problem/card.ts';
import {
	attachedTo,
	CARD_LIMITS,
	fields,
	fileName,
	imageName,
	type CardDetails,
	type CardFile,
	type CardImage
} from '#model/problem/card-details.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import { ORIGIN, type BoardState } from '../board-state.svelte.ts';
import { saveBlob } from './save-blob.ts';

export interface CardImagesParts {
	readonly opened: OpenDocument;
	readonly board: BoardState;
	/** What files are dropped and pasted onto. */
	readonly root: HTMLElement;
	readonly announce: (words: string) => void;
}

/** How an image can be shown now. */
export type Shown =
	| { readonly at: 'loading' }
	/** `sending`: `null` when the server has it. */
	| { readonly at: 'here'; readonly url: string; readonly sending: Sending | null }
	/** Nobody has brought its bytes yet; it is asked for again. */
	| { readonly at: 'missing' };

interface Fetched {
	url: string | null;
	/** Counts the times that it was not to be had. */
	tries: number;
	isMissing: boolean;
	timer: ReturnType<typeof setTimeout> | undefined;
}

/** After so long, people are told that something is under way. */
const SAY_AFTER_MS = 300;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;

/** The images and files on the cards of one document: brings, shows, describes and removes them. */
export class CardImages {
	readonly #parts: CardImagesParts;
	readonly #kept: KeptImages;
	readonly #fetched = new Map<ImageHash, Fetched>();
	readonly #stopping = new AbortController();
	readonly #stopObserving: () => void;
	/** Counts what looks different now. */
	#changes = $state.raw(0);

	constructor(parts: CardImagesParts) {
		this.#parts = parts;
		const { name, credentials, canWrite } = parts.opened;
		this.#kept = keepImages({
			document: name,
			credentials,
			writes: canWrite,
			changed: () => this.#changes++,
			online: () => this.#tryAgain()
		});
		this.#stopObserving = this.#tellWhatStaysBehind();
		this.#listen();
	}

	/** Asks for it where nobody has. */
	of(text: string): Shown {
		void this.#changes;
		const hash = parseImageHash(text);
		if (hash === null) return { at: 'missing' };
		const found = this.#fetched.get(hash) ?? this.#begin(hash);
		if (found.url !== null) return { at: 'here', url: found.url, sending: this.#kept.uploads.stateOf(hash) };
		return { at: found.isMissing ? 'missing' : 'loading' };
	}

	/** Lets people choose images and PDFs from their device, or take one with its camera. Call it from a click. */
	choose(card: CardId): void {
		chooseFiles('image/*,application/pdf', (files) => void this.add(card, files));
	}

	/** Puts pictures and PDFs on a card at once, and sends them. What cannot be added is said in words. */
	async add(card: CardId, files: readonly File[]): Promise<void> {
		if (this.#mine(card) === null) return void toast.show({ text: t.images.notYours, kind: 'problem' });
		const pdfs: File[] = [];
		const pictures: File[] = [];
		for (const file of files) ((await looksLikePdf(file).catch(() => false)) ? pdfs : pictures).push(file);
		await this.#addPdfs(card, pdfs);
		await this.#addPictures(card, pictures);
	}

	async #addPdfs(card: CardId, files: readonly File[]): Promise<void> {
		const before = this.#mine(card);
		if (files.length === 0 || before === null) return;
		const taken = files.slice(0, CARD_LIMITS.files - before.files.length);
		if (taken.length < files.length)
			toast.show({ text: t.files.tooMany(CARD_LIMITS.files), kind: 'problem' });
		const kept: [string, unknown][] = [];
		for (const file of taken) {
			const prepared = await this.#kept.keepPdf(file);
			const name = file.name.trim().slice(0, CARD_LIMITS.fileNameLength) || t.files.unnamed;
			if (prepared.ok) kept.push([fileName(prepared.hash), { name, bytes: file.size }]);
			else toast.show({ text: t.files.tooLarge(file.name), kind: 'problem' });
		}
		if (kept.length === 0 || this.#mine(card) === null) return;
		if (!navigator.onLine) toast.show({ text: images.offline });
		this.#write(card, kept);
		this.#parts.announce(t.files.added(kept.length));
	}

	async #addPictures(card: CardId, files: readonly File[]): Promise<void> {
		const { announce } = this.#parts;
		const before = this.#mine(card)?.images;
		if (files.length === 0 || before === undefined) return;
		const room = CARD_LIMITS.images - before.length;
		const taken = files.slice(0, room);
		if (taken.length < files.length)
			toast.show({ text: t.images.tooMany(CARD_LIMITS.images), kind: 'problem' });
		const saying = setTimeout(() => toast.show({ text: images.preparing(taken.length) }), SAY_AFTER_MS);
		const prepared: PreparedImage[] = [];
		try {
			// One after another: each is decoded as a whole while it is made smaller.
			for (const file of taken) {
				const image = await this.#kept.keep(file);
				if (image.ok) prepared.push(image);
				else {
					const name = taken.length > 1 ? file.name : '';
					const problem = image.why === 'not-an-image' ? t.files.neither : images.problems[image.why];
					toast.show({ text: images.ofFile(name, problem), kind: 'problem' });
				}
			}
		} finally {
			clearTimeout(saying);
		}
		if (prepared.some(({ wasAnimated }) => wasAnimated)) toast.show({ text: images.firstPictureOnly });
		// The rights may have changed while they were made smaller.
		if (prepared.length === 0 || this.#mine(card) === null) return;
		if (!navigator.onLine) toast.show({ text: images.offline });
		this.#write(
			card,
			prepared.map(({ hash, natural: { w, h } }) => [imageName(hash), { w, h, alt: '' }])
		);
		announce(images.added(prepared.length));
	}

	/** How it stands with the sending of a file; `null`: the server has it, or it is somebody else's. */
	sendingOf(text: string): Sending | null {
		void this.#changes;
		const hash = parseImageHash(text);
		return hash && this.#kept.uploads.stateOf(hash);
	}

	/** Saves a file on this device, under its name. */
	async save({ hash: text, name }: CardFile): Promise<void> {
		const hash = parseImageHash(text);
		const bytes = hash && (await this.#kept.bytes(hash).catch(() => null));
		if (bytes === null) return void toast.show({ text: t.files.missing, kind: 'problem' });
		saveBlob(bytes, /\.pdf$/i.test(name) ? name : `${name}.pdf`);
	}

	removeFile(card: CardId, { hash }: CardFile): void {
		this.#takeOff(card, fileName(hash), t.files.removed);
	}

	describe(card: CardId, { hash, alt: before }: CardImage, alt: string): void {
		const name = imageName(hash);
		// What a newer version put beside it stays.
		const old = fields(this.#parts.board.board.details.of(card).get(name));
		if (old !== null && alt.trim() !== before) this.#write(card, [[name, { ...old, alt: alt.trim() }]]);
	}

	remove(card: CardId, { hash }: CardImage): void {
		this.#takeOff(card, imageName(hash), t.images.removed);
	}

	#takeOff(card: CardId, name: string, text: string): void {
		this.#write(card, [[name, undefined]]);
		const run = (): void => this.#parts.board.undo();
		toast.show({ text, purpose: 'undo', action: { label: t.images.undo, run } });
	}

	destroy(): void {
		this.#stopping.abort();
		this.#stopObserving();
		this.#kept.destroy();
		for (const { url, timer } of this.#fetched.values()) {
			clearTimeout(timer);
			if (url !== null) URL.revokeObjectURL(url);
		}
		this.#fetched.clear();
	}

	/** What is on a card that this person may change; `null`: they may not, or it is gone. */
	#mine(card: CardId): CardDetails | null {
		const { board } = this.#parts;
		const found = board.board.card(card);
		return found !== undefined && board.rights.edit(found.author) ? found.details : null;
	}

	#write(card: CardId, values: readonly (readonly [string, unknown])[]): void {
		this.#parts.board.edits.setDetails(card, new Map(values));
	}

	#begin(hash: ImageHash): Fetched {
		const fetched: Fetched = { url: null, tries: 0, isMissing: false, timer: undefined };
		this.#fetched.set(hash, fetched);
		void this.#fetch(hash, fetched);
		return fetched;
	}

	async #fetch(hash: ImageHash, fetched: Fetched): Promise<void> {
		const bytes = await this.#kept.bytes(hash).catch(() => null);
		if (this.#stopping.signal.aborted) return;
		if (bytes !== null) fetched.url = URL.createObjectURL(bytes);
		else {
			fetched.isMissing = true;
			const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** fetched.tries++);
			fetched.timer = setTimeout(() => void this.#fetch(hash, fetched), wait);
		}
		this.#changes++;
	}

	#tryAgain(): void {
		for (const [hash, fetched] of this.#fetched) {
			if (fetched.url !== null || !fetched.isMissing) continue;
			clearTimeout(fetched.timer);
			void this.#fetch(hash, fetched);
		}
	}

	/** Cards that are shown leave the sheet; an image that the server did not have by then cannot come along. */
	#tellWhatStaysBehind(): () => void {
		const { board } = this.#parts;
		if (board.surface !== 'sheet') return () => undefined;
		return board.board.observe(({ deleted }, { origin }) => {
			if (origin === ORIGIN) return;
			const hashes = deleted.flatMap(({ details }) => attachedTo(details).map(parseImageHash));
			const unsent = hashes.filter((hash) => hash !== null && this.#kept.uploads.stateOf(hash) !== null);
			if (unsent.length > 0) toast.show({ text: t.images.stayedBehind(unsent.length), kind: 'problem' });
		});
	}

	/** Files that are dropped onto a card, or pasted while it has the focus. */
	#listen(): void {
		const { root } = this.#parts;
		const { signal } = this.#stopping;
		root.addEventListener('dragover', (event) => this.#over(event), { signal });
		root.addEventListener('drop', (event) => this.#dropped(event), { signal });
		root.addEventListener('paste', (event) => this.#pasted(event), { signal });
	}

	#over(event: DragEvent): void {
		if (event.dataTransfer?.types.includes('Files') !== true) return;
		// Else the browser would open the file in place of the board.
		event.preventDefault();
		event.stopPropagation();
		const card = cardAt(event.target);
		event.dataTransfer.dropEffect = card !== null && this.#mine(card) !== null ? 'copy' : 'none';
	}

	#dropped(event: DragEvent): void {
		if (event.dataTransfer?.types.includes('Files') !== true) return;
		event.preventDefault();
		event.stopPropagation();
		const card = cardAt(event.target);
		if (card === null) toast.show({ text: t.images.ontoCard });
		else void this.add(card, [...event.dataTransfer.files]);
	}

	#pasted(event: ClipboardEvent): void {
		const files = [...(event.clipboardData?.files ?? [])];
		const card = cardAt(event.target);
		if (files.length === 0 || card === null) return;
		event.preventDefault();
		event.stopPropagation();
		void this.add(card, files);
	}
}

function cardAt(target: EventTarget | null): CardId | null {
	const card = target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null;
	return (card?.dataset.card as CardId | undefined) ?? null;
}
