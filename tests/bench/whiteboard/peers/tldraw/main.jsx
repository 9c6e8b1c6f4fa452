import { createRoot } from 'react-dom/client';
import { Tldraw, toRichText, b64Vecs, createShapeId, createBindingId, getIndicesAbove } from 'tldraw';
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite';
import 'tldraw/tldraw.css';
import { makeScene } from '../../scene.ts';
const assetUrls = getAssetUrlsByImport();
const base = (id, type, x, y, index, pageId, props) => ({
	id: createShapeId(id),
	typeName: 'shape',
	type,
	x,
	y,
	rotation: 0,
	index,
	parentId: pageId,
	isLocked: false,
	opacity: 1,
	meta: {},
	props
});
function records(scene, pageId) {
	const idx = getIndicesAbove(null, scene.shapes.length),
		out = [];
	const byId = new Map(scene.shapes.map((s) => [s.id, s]));
	scene.shapes.forEach((s, i) => {
		const c = s.color,
			rt = (t) => toRichText(t || '');
		if (s.kind === 'rect' || s.kind === 'ellipse' || s.kind === 'diamond')
			out.push(
				base(s.id, 'geo', s.x, s.y, idx[i], pageId, {
					geo: s.kind === 'rect' ? 'rectangle' : s.kind,
					dash: 'draw',
					url: '',
					w: s.w,
					h: s.h,
					growY: 0,
					scale: 0.6,
					flipX: false,
					flipY: false,
					labelColor: 'black',
					color: c,
					fill: 'solid',
					size: 's',
					font: 'draw',
					align: 'middle',
					verticalAlign: 'middle',
					richText: rt(s.text)
				})
			);
		else if (s.kind === 'sticky')
			out.push(
				base(s.id, 'note', s.x, s.y, idx[i], pageId, {
					color: 'yellow',
					labelColor: 'black',
					size: 's',
					font: 'draw',
					fontSizeAdjustment: 1,
					align: 'middle',
					verticalAlign: 'middle',
					growY: 0,
					url: '',
					richText: rt(s.text),
					scale: 0.32,
					textLastEditedBy: null
				})
			);
		else if (s.kind === 'text')
			out.push(
				base(s.id, 'text', s.x, s.y, idx[i], pageId, {
					color: c,
					size: 's',
					font: 'draw',
					textAlign: 'start',
					w: 96,
					richText: rt(s.text),
					scale: 0.6,
					autoSize: true
				})
			);
		else if (s.kind === 'ink')
			out.push(
				base(s.id, 'draw', s.x, s.y, idx[i], pageId, {
					color: c,
					fill: 'none',
					dash: 'draw',
					size: 's',
					segments: [
						{ type: 'free', path: b64Vecs.encodePoints(s.points.map(([x, y]) => ({ x, y, z: 0.5 }))) }
					],
					isComplete: true,
					isClosed: false,
					isPen: false,
					scale: 0.6,
					scaleX: 1,
					scaleY: 1
				})
			);
		else {
			out.push(
				base(s.id, 'arrow', s.x, s.y + 25, idx[i], pageId, {
					kind: 'arc',
					labelColor: 'black',
					color: c,
					fill: 'none',
					dash: 'draw',
					size: 's',
					arrowheadStart: 'none',
					arrowheadEnd: 'arrow',
					font: 'draw',
					start: { x: 0, y: 0 },
					end: { x: 96, y: 4 },
					bend: 0,
					richText: rt(''),
					labelPosition: 0.5,
					scale: 0.6,
					elbowMidPoint: 0.5
				})
			);
			for (const [t, to] of [
				['start', s.from],
				['end', s.to]
			])
				if (to)
					out.push({
						id: createBindingId(),
						typeName: 'binding',
						type: 'arrow',
						fromId: createShapeId(s.id),
						toId: createShapeId(to),
						meta: {},
						props: {
							terminal: t,
							normalizedAnchor: { x: 0.5, y: 0.5 },
							isExact: false,
							isPrecise: false,
							snap: 'none'
						}
					});
		}
	});
	return out;
}
const nextFrames = (k = 2) =>
	new Promise((res) => {
		const f = () => (k-- <= 0 ? res() : requestAnimationFrame(f));
		f();
	});
function mount(editor) {
	editor.user.updateUserPreferences({ animationSpeed: 0, edgeScrollSpeed: 0 });
	let recs = null;
	window.__board = {
		name: 'tldraw',
		ready: true,
		prepare(n) {
			this.scene = makeScene(n);
			recs = records(this.scene, editor.getCurrentPageId());
		},
		async load() {
			editor.run(() => editor.store.mergeRemoteChanges(() => editor.store.put(recs)), { history: 'ignore' });
			await nextFrames(2);
		},
		zoomTo(z, cx, cy) {
			const v = editor.getViewportScreenBounds();
			editor.setCamera({ x: v.w / 2 / z - cx, y: v.h / 2 / z - cy, z }, { immediate: true });
		},
		panBy(dx, dy) {
			const c = editor.getCamera();
			editor.setCamera({ x: c.x + dx / c.z, y: c.y + dy / c.z, z: c.z }, { immediate: true });
		},
		toScreen(x, y) {
			return editor.pageToScreen({ x, y });
		},
		select(ids) {
			editor.setCurrentTool('select');
			editor.select(...ids.map(createShapeId));
		},
		clear() {
			editor.selectNone();
		},
		posOf(id) {
			const s = editor.getShape(createShapeId(id));
			return [s.x, s.y];
		},
		zoom() {
			return editor.getZoomLevel();
		},
		count() {
			return { records: editor.store.allRecords().length, dom: document.getElementsByTagName('*').length };
		}
	};
}
createRoot(document.getElementById('r')).render(
	<Tldraw assetUrls={assetUrls} options={{ maxShapesPerPage: 100000 }} onMount={mount} />
);
