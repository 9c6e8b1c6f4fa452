import { isId, type BoardId, type IdentityId, type SessionId } from '../ids.ts';
import { byOrder, isOrderKey, type OrderKey } from '../order.ts';
import type { Brand } from '../brand.ts';
import type { CardId } from './card.ts';

export type ClusterId = Brand<string, 'ClusterId'>;
export type CheckId = Brand<string, 'CheckId'>;
/** `2026-03-29`: a day, whatever the time zone. */
export type Day = Brand<string, 'Day'>;

export interface CheckItem {
	readonly id: CheckId;
	readonly text: string;
	readonly done: boolean;
	/** `null`: no valid place; it comes first. */
	readonly order: OrderKey | null;
}

export interface CardOwner {
	/** `null`: somebody who was never in the session. */
	readonly id: IdentityId | null;
	/** As they were called when they said yes. */
	readonly name: string;
}

/** A way from a card to another board of the session, or to one shape or frame on it. */
export interface CardLink {
	readonly board: BoardId;
	readonly shape: string | null;
	/** What it was called when it was linked. */
	readonly title: string;
}

export interface CardImage {
	/** SHA-256 in hexadecimal digits: the name of its bytes. */
	readonly hash: string;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
}

/** A document that somebody put on a card: a PDF. */
export interface CardFile {
	/** SHA-256 in hexadecimal digits: the name of its bytes. */
	readonly hash: string;
	readonly name: string;
	readonly bytes: number;
}

/** The session and board from which an action came along into the next session; the card there has the same id. */
export interface CardOrigin {
	readonly session: SessionId;
	readonly board: BoardId;
	readonly title: string;
	/** When that session was held; milliseconds since the epoch. */
	readonly heldAt: number;
}

/** Where a card stands between little and much, each from 0 to 1. */
export interface GridSpot {
	readonly impact: number;
	readonly effort: number;
}

/** Everything about a card but its place, its words and who made it. */
export interface CardDetails {
	readonly tags: readonly string[];
	readonly checklist: readonly CheckItem[];
	readonly owner: CardOwner | null;
	readonly due: Day | null;
	/** Of an action: it is done. */
	readonly closed: boolean;
	readonly links: readonly CardLink[];
	readonly images: readonly CardImage[];
	readonly files: readonly CardFile[];
	/** The cards that belong together with this one. */
	readonly cluster: ClusterId | null;
	/** The card to whose “why?” this one is an answer. */
	readonly under: CardId | null;
	/** In which part of a structured lane it stands: the bone of a fishbone, the part of a decision record. */
	readonly section: string | null;
	readonly spot: GridSpot | null;
	readonly from: CardOrigin | null;
}

export const CARD_LIMITS = {
	tags: 12,
	tagLength: 40,
	checks: 60,
	checkLength: 200,
	links: 20,
	linkTitleLength: 120,
	images: 8,
	files: 4,
	fileNameLength: 120,
	altLength: 500,
	nameLength: 60
};

export const NO_DETAILS: CardDetails = {
	tags: [],
	checklist: [],
	owner: null,
	due: null,
	closed: false,
	links: [],
	images: [],
	files: [],
	cluster: null,
	under: null,
	section: null,
	spot: null,
	from: null
};

const SECTION_PATTERN = /^[a-z][a-z0-9-]{0,39}$/;
const HASH_PATTERN = /^[0-9a-f]{64}$/;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
/** Shapes have ids of their own form. */
const SHAPE_PATTERN = /^[A-Za-z0-9_-]{1,40}$/;
const MAX_IMAGE_SIDE = 20_000;
/** Of a `Date`. */
const MAX_TIME_MS = 8.64e15;

type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function words(value: unknown, maxLength: number): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.slice(0, maxLength) : null;
}

/** `null` for what is no day of the calendar. */
export function parseDay(value: unknown): Day | null {
	if (typeof value !== 'string' || !DAY_PATTERN.test(value)) return null;
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? (value as Day) : null;
}

/** A tag as it is kept: one line, no space around it; `null` when nothing is left. Two that differ in case are one. */
export function parseTag(value: unknown): string | null {
	return typeof value === 'string'
		? words(value.normalize('NFC').replace(/\s+/g, ' ').trim(), CARD_LIMITS.tagLength)
		: null;
}

function parseSection(value: unknown): string | null {
	return typeof value === 'string' && SECTION_PATTERN.test(value) ? value : null;
}

function parseOwner(value: unknown): CardOwner | null {
	const owner = fields(value);
	const name = words(owner?.name, CARD_LIMITS.nameLength);
	return name === null ? null : { id: isId(owner?.id) ? (owner.id as IdentityId) : null, name };
}

function parseLink(value: unknown): CardLink | null {
	const link = fields(value);
	if (link === null || !isId(link.board)) return null;
	const shape = typeof link.shape === 'string' && SHAPE_PATTERN.test(link.shape) ? link.shape : null;
	return { board: link.board as BoardId, shape, title: words(link.title, CARD_LIMITS.linkTitleLength) ?? '' };
}

function parseImage(hash: string, value: unknown): CardImage | null {
	const image = fields(value);
	if (image === null || !HASH_PATTERN.test(hash)) return null;
	const side = (size: unknown): number =>
		Number.isFinite(size) ? Math.min(Math.max(size as number, 1), MAX_IMAGE_SIDE) : 1;
	const alt = words(image.alt, CARD_LIMITS.altLength) ?? '';
	return { hash, width: side(image.w), height: side(image.h), alt };
}

function parseFile(hash: string, value: unknown): CardFile | null {
	const file = fields(value);
	const name = words(file?.name, CARD_LIMITS.fileNameLength);
	if (name === null || !HASH_PATTERN.test(hash)) return null;
	const bytes = Number.isFinite(file?.bytes) ? Math.max(0, file?.bytes as number) : 0;
	return { hash, name, bytes };
}

function parseSpot(value: unknown): GridSpot | null {
	const spot = fields(value);
	if (spot === null || !Number.isFinite(spot.impact) || !Number.isFinite(spot.effort)) return null;
	const within = (part: unknown): number => Math.min(1, Math.max(0, part as number));
	return { impact: within(spot.impact), effort: within(spot.effort) };
}

function parseOrigin(value: unknown): CardOrigin | null {
	const from = fields(value);
	const title = words(from?.title, CARD_LIMITS.linkTitleLength);
	if (title === null || !isId(from?.session) || !isId(from.board) || !isMoment(from.heldAt)) return null;
	return { session: from.session as SessionId, board: from.board as BoardId, title, heldAt: from.heldAt };
}

/** What a calendar can write down. */
function isMoment(value: unknown): value is number {
	return typeof value === 'number' && Math.abs(value) <= MAX_TIME_MS;
}

/** The entries of one card, by their names → what can be believed of them. Names that are not known here are left alone. */
export function readDetails(values: ReadonlyMap<string, unknown>): CardDetails {
	if (values.size === 0) return NO_DETAILS;
	const tags: string[] = [];
	const checklist: CheckItem[] = [];
	const links: CardLink[] = [];
	const images: CardImage[] = [];
	const files: CardFile[] = [];
	for (const [name, value] of values) {
		const [kind, item] = splitName(name);
		if (kind === 'tag') push(tags, parseTag(fields(value)?.label));
		else if (kind === 'check') push(checklist, parseCheck(item as CheckId, value, values));
		else if (kind === 'link') push(links, parseLink(value));
		else if (kind === 'image') push(images, parseImage(item, value));
		else if (kind === 'file') push(files, parseFile(item, value));
	}
	const byHash = (a: { readonly hash: string }, b: { readonly hash: string }) => (a.hash < b.hash ? -1 : 1);
	const cluster = values.get('cluster');
	const under = values.get('under');
	return {
		tags: tags.sort().slice(0, CARD_LIMITS.tags),
		checklist: checklist.sort(byOrder).slice(0, CARD_LIMITS.checks),
		owner: parseOwner(values.get('owner')),
		due: parseDay(values.get('due')),
		closed: values.get('closed') === true,
		links: links.sort(byLink).slice(0, CARD_LIMITS.links),
		images: images.sort(byHash).slice(0, CARD_LIMITS.images),
		files: files.sort(byHash).slice(0, CARD_LIMITS.files),
		cluster: isId(cluster) ? (cluster as ClusterId) : null,
		under: isId(under) ? (under as CardId) : null,
		section: parseSection(values.get('section')),
		spot: parseSpot(values.get('spot')),
		from: parseOrigin(values.get('from'))
	};
}

function push<T>(list: T[], item: T | null): void {
	if (item !== null) list.push(item);
}

/** Ticking is an entry of its own, so that it merges with changing the words. */
function parseCheck(id: CheckId, value: unknown, values: ReadonlyMap<string, unknown>): CheckItem | null {
	const check = fields(value);
	const text = words(check?.text, CARD_LIMITS.checkLength);
	if (text === null || !isId(id)) return null;
	const order = isOrderKey(check?.order) ? check.order : null;
	return { id, text, order, done: values.get(`ticked/${id}`) === true };
}

function byLink(a: CardLink, b: CardLink): number {
	return linkName(a) < linkName(b) ? -1 : 1;
}

/** The same way twice is one entry. */
export function linkName({ board, shape }: Pick<CardLink, 'board' | 'shape'>): string {
	return shape === null ? `link/${board}` : `link/${board}/${shape}`;
}

/** Under which name a card has an image. */
export function imageName(hash: string): string {
	return `image/${hash}`;
}

/** Under which name a card has a file. */
export function fileName(hash: string): string {
	return `file/${hash}`;
}

/** The names of all bytes that a card shows: pictures and files. */
export function attachedTo({ images, files }: Pick<CardDetails, 'images' | 'files'>): string[] {
	return [...images, ...files].map(({ hash }) => hash);
}

export function tagName(tag: string): string {
	return `tag/${tag.toLowerCase()}`;
}

/** What has to lie in the document for these details: by their names. */
export function storedDetails(details: CardDetails): Map<string, unknown> {
	const stored = new Map<string, unknown>();
	for (const label of details.tags) stored.set(tagName(label), { label });
	for (const { id, text, order, done } of details.checklist) {
		stored.set(`check/${id}`, { text, order });
		if (done) stored.set(`ticked/${id}`, true);
	}
	for (const link of details.links) stored.set(linkName(link), link);
	for (const { hash, width, height, alt } of details.images)
		stored.set(imageName(hash), { w: width, h: height, alt });
	for (const { hash, name, bytes } of details.files) stored.set(fileName(hash), { name, bytes });
	for (const name of ['owner', 'due', 'cluster', 'under', 'section', 'spot', 'from'] as const)
		if (details[name] !== null) stored.set(name, details[name]);
	if (details.closed) stored.set('closed', true);
	return stored;
}

/** `check/abc` → `['check', 'abc']`. */
function splitName(name: string): [kind: string, item: string] {
	const at = name.indexOf('/');
	return at === -1 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
