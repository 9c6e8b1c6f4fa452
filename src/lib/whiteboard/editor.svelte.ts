import { type Box, grown, type Point } from '#model/whiteboard/geometry.ts';
import type { Board, TextKey } from '#model/whiteboard/board.ts';
import type { Gesture } from '#model/whiteboard/gesture.ts';
import { type GroupId, isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { CellPlace } from '#model/whiteboard/shapes/table.ts';
import type { Undone } from '#model/yjs/history.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Beside } from './beside.ts';
import type { Camera, Viewport } from './camera.ts';
import { CommandSet } from './command-set.svelte.ts';
import { Commenting } from './comments/commenting.svelte.ts';
import { Questions } from './io/questions.svelte.ts';
import type { BoardImages } from './images/board-images.ts';
import { Finding } from './finding/finding.svelte.ts';
import { KeyOrder } from '$lib/ui/key-order.ts';
import { NextStyle } from './next-style.svelte.ts';
import { OpenPanels } from './open-panels.svelte.ts';
import type { Authorship } from './people/authorship.ts';
import type { Company } from './people/company.svelte.ts';
import type { PeerShapes } from './people/peer-shapes.ts';
import type { Presence } from './presence.ts';
import { NO_PREVIEW, type Preview } from './preview.ts';
import { FRAME_TITLE, type FrameTitleLook } from './render/frame-title-look.ts';
import type { Scene } from './render/scene.ts';
import type { Screen } from './render/screen.ts';
import { Selection } from './selection.svelte.ts';
import { SnappingChoice } from './snapping-choice.svelte.ts';
import { nameOfShape } from './shape-names.ts';
import { Steps } from './steps.svelte.ts';
import { createTools } from './tools/registry.ts';
import { READING_TOOLS, type Tool, type ToolName } from './tools/tool.ts';
import { TypedAhead } from './typed-ahead.ts';
import { Viewing } from './viewing.svelte.ts';
import { Writing } from './writing.svelte.ts';

export interface EditorParts {
	readonly board: Board;
	readonly scene: Scene;
	readonly presence: Presence;
	readonly images: BoardImages;
	readonly me: string;
	readonly readonly: boolean;
	/** Asks for a frame. */
	readonly invalidate: () => void;
}

/** How much is seen around a place that is brought into view, in CSS pixels. */
const AROUND_PX = 40;

/**
 * One tab's view of one board: camera, selection, tool. Only this is reactive, and only shallowly; shapes are in the
 * scene. What changes shapes is in edits.ts, what people can ask for in commands/.
 */
export class Editor {
	readonly board: Board;
	readonly scene: Scene;
	readonly presence: Presence;
	readonly images: BoardImages;
	/** What others make of shapes at this moment; `null` until that part has come. */
	peerShapes: PeerShapes | null = null;
	readonly steps: Steps;
	readonly me: string;
	readonly readonly: boolean;
	readonly invalidate: () => void;
	readonly tools: Readonly<Record<ToolName, Tool>>;
	readonly typedAhead = new TypedAhead();
	readonly panels = new OpenPanels(this.typedAhead);
	readonly commands = new CommandSet();
	readonly keys = new KeyOrder();
	readonly commenting = new Commenting();
	/** Called once a frame, for what is laid over the canvases and has to move along. */
	readonly overlays = new Set<(now: number) => void>();
	/** Called in each frame to draw over everything else. */
	readonly painters = new Set<(screen: Screen, now: number) => void>();
	/** The others on this board; `null` until that part has come. */
	company = $state.raw<Company | null>(null);
	/** Whether the board says who made what. */
	authorship = $state.raw<Authorship>('shown');
	/** Larger on the big screen. */
	frameTitle: FrameTitleLook = FRAME_TITLE;
	/** Whether what people point at and select is drawn. */
	showsPointers = true;
	readonly questions = new Questions();
	readonly snapping = new SnappingChoice();
	readonly finding = new Finding();
	readonly nextStyle = new NextStyle();

	readonly #viewing: Viewing;
	readonly #selection = new Selection();
	#tool = $state.raw<ToolName>('select');
	readonly #writing: Writing;
	/** Counts what changed in the document, for what has to be read anew. */
	#revision = $state.raw(0);
	#announcement = $state.raw('');
	/** Something is being dragged: what floats beside it keeps out of the way. */
	dragging = $state.raw(false);
	/** Where a mouse or a pen points, on the board; `null` while it is elsewhere. Not reactive. */
	pointer: Point | null = null;
	/** What is to be seen beside this board. */
	beside = $state.raw<Beside | null>(null);
	#preview = NO_PREVIEW;

	constructor(parts: EditorParts) {
		this.board = parts.board;
		this.scene = parts.scene;
		this.presence = parts.presence;
		this.images = parts.images;
		this.me = parts.me;
		this.readonly = parts.readonly;
		this.invalidate = parts.invalidate;
		this.#viewing = new Viewing(parts.invalidate);
		this.steps = new Steps(parts.board);
		this.#writing = new Writing(parts.board, this.steps);
		this.tools = createTools(this);
		if (parts.readonly) this.#tool = 'hand';
	}

	get camera(): Camera {
		return this.#viewing.camera;
	}

	get viewport(): Viewport {
		return this.#viewing.viewport;
	}

	get visible(): Box {
		return this.#viewing.visible;
	}

	get tool(): ToolName {
		return this.#tool;
	}

	get selection(): ReadonlySet<ShapeId> {
		return this.#selection.ids;
	}

	/** The group whose members are picked one by one. */
	get entered(): GroupId | null {
		return this.#selection.entered;
	}

	/** Whose text is open. */
	get editing(): ShapeId | null {
		return this.#writing.id;
	}

	/** Which text is open: the shape's, or that of one of its cells. */
	get editingKey(): TextKey | null {
		return this.#writing.key;
	}

	get revision(): number {
		return this.#revision;
	}

	/** The last thing worth saying to somebody who does not see the canvas. */
	get announcement(): string {
		return this.#announcement;
	}

	get preview(): Preview {
		return this.#preview;
	}

	get selectedShapes(): Shape[] {
		return [...this.selection].flatMap((id) => this.scene.item(id)?.shape ?? []);
	}

	/** What of the selection may be changed. */
	get unlockedShapes(): Shape[] {
		return this.selectedShapes.filter(({ locked }) => !locked);
	}

	look(camera: Camera): void {
		this.#viewing.look(camera);
	}

	resize(viewport: Viewport): void {
		this.#viewing.resize(viewport);
	}

	pan(dx: number, dy: number): void {
		this.#viewing.pan(dx, dy);
	}

	zoomTo(zoom: number, at?: Point): void {
		this.#viewing.zoomTo(zoom, at);
	}

	/** Shows all of a box; of the whole board when there is none. */
	fit(box: Box | null = this.scene.bounds()): void {
		if (box !== null) this.#viewing.fit(box);
	}

	use(tool: ToolName): void {
		if (this.readonly && !READING_TOOLS.includes(tool)) return;
		this.tools[this.#tool].cancel();
		this.edit(null);
		this.#tool = tool;
		if (tool !== 'select') this.select([]);
		this.invalidate();
	}

	select(ids: Iterable<ShapeId>): void {
		const next = new Set([...ids].filter((id) => this.scene.item(id) !== undefined));
		if (!this.#selection.set(next)) return;
		this.presence.showSelection(next);
		if (next.size > 0) this.announce(t.selected(next.size));
		this.invalidate();
	}

	/** Goes into a group, so that its members can be picked one by one; `null` leaves all groups. */
	enter(group: GroupId | null): void {
		this.#selection.enter(group);
		this.invalidate();
	}

	/** Selects a shape and brings it into view. */
	reveal(id: ShapeId): void {
		const item = this.scene.item(id);
		if (item === undefined) return;
		this.select([id]);
		this.announce(nameOfShape(this.board, item.shape));
		this.#viewing.bringIntoView(item.bounds);
	}

	/** Moves the paper as far as it takes to see a place, and some way around it. */
	bringIntoView(point: Point): void {
		this.#viewing.bringIntoView(grown({ ...point, w: 0, h: 0 }, AROUND_PX / this.camera.zoom));
	}

	/** Opens a shape's text, or a cell of a table (the one at a place, or the first); `null` closes the editor. */
	edit(id: ShapeId | null, at: Point | CellPlace | null = null): void {
		const shape = id === null || this.readonly ? undefined : this.scene.item(id)?.shape;
		if (shape === undefined) this.#endWriting();
		else if (this.#writing.open(shape, at)) {
			this.typedAhead.begin('text');
			this.select([shape.id]);
		}
		this.invalidate();
	}

	/** What was typed is kept, also where its field has not come yet. */
	#endWriting(): void {
		const key = this.#writing.key;
		if (key === null) return;
		const words = this.typedAhead.take('text');
		const at = this.board.textOf(key).length;
		if (words !== '') this.steps.type(key, { at, removed: 0, inserted: words });
		this.#writing.close();
	}

	/**
	 * Runs one gesture as one transaction and one step of the history. `inARow` names what a key does again and again: while
	 * it goes on with the same selection, that is one step.
	 */
	perform(act: (gesture: Gesture) => void, inARow: string | null = null): void {
		this.steps.perform(act, inARow, this.selection);
	}

	show(preview: Preview): void {
		this.#preview = preview;
		this.presence.showDrag(
			preview.at === 'moving' ? { ids: preview.ids, dx: preview.dx, dy: preview.dy } : null
		);
		this.invalidate();
	}

	announce(words: string): void {
		this.#announcement = words;
	}

	undo(): void {
		this.#report(this.steps.history.undo(), t.undone);
	}

	redo(): void {
		this.#report(this.steps.history.redo(), t.redone);
	}

	/** The document changed: forget what is gone. */
	changed(): void {
		this.#revision++;
		if ([...this.selection].some((id) => this.scene.item(id) === undefined)) this.select(this.selection);
		if (this.editing !== null && this.scene.item(this.editing) === undefined) {
			this.#writing.forget();
			this.typedAhead.cancel('text');
		}
		this.invalidate();
	}

	#report(result: Undone | null, done: string): void {
		if (result === null) return;
		this.announce(result.changed.size === 0 ? t.keptByOthers : done);
		this.select([...result.changed].filter(isShapeId));
	}
}
