import { createRoot } from 'react-dom/client';
import { Excalidraw, convertToExcalidrawElements, sceneCoordsToViewportCoords } from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import { makeScene } from '../../scene.ts';
const COL = {
	black: '#1e1e1e',
	blue: '#1971c2',
	green: '#2f9e44',
	red: '#e03131',
	violet: '#6741d9',
	orange: '#f08c00'
};
function skeleton(scene) {
	const out = [];
	for (const s of scene.shapes) {
		const strokeColor = COL[s.color],
			b = { id: s.id, x: s.x, y: s.y, width: s.w, height: s.h, strokeColor };
		if (s.kind === 'rect')
			out.push({
				...b,
				type: 'rectangle',
				backgroundColor: '#e9ecef',
				fillStyle: 'solid',
				label: { text: s.text, fontSize: 12 }
			});
		else if (s.kind === 'ellipse' || s.kind === 'diamond')
			out.push({ ...b, type: s.kind, backgroundColor: '#e9ecef', fillStyle: 'solid' });
		else if (s.kind === 'sticky')
			out.push({
				...b,
				type: 'rectangle',
				backgroundColor: '#ffec99',
				fillStyle: 'solid',
				strokeColor: '#1e1e1e',
				label: { text: s.text, fontSize: 10 }
			});
		else if (s.kind === 'text')
			out.push({ id: s.id, x: s.x, y: s.y, strokeColor, type: 'text', text: s.text, fontSize: 14 });
		else if (s.kind === 'ink') {
			const [px, py] = s.points[0],
				ys = s.points.map((p) => p[1]);
			out.push({
				...b,
				x: s.x + px,
				y: s.y + py,
				height: Math.max(...ys) - Math.min(...ys),
				width: 90,
				type: 'freedraw',
				points: s.points.map(([x, y]) => [x - px, y - py]),
				pressures: [],
				simulatePressure: true
			});
		} else
			out.push({
				id: s.id,
				type: 'arrow',
				x: s.x,
				y: s.y + 25,
				width: 96,
				height: 4,
				strokeColor,
				points: [
					[0, 0],
					[96, 4]
				],
				...(s.from ? { start: { id: s.from } } : {}),
				...(s.to ? { end: { id: s.to } } : {})
			});
	}
	return out;
}
const fontsReady = Promise.all(
	['16px Excalifont', '16px Nunito'].map((f) => document.fonts.load(f).catch(() => {}))
);
const nextFrames = (k = 2) =>
	new Promise((res) => {
		const f = () => (k-- <= 0 ? res() : requestAnimationFrame(f));
		f();
	});
function mount(api) {
	if (!api || window.__board) return;
	let els = null;
	window.__board = {
		name: 'excalidraw',
		ready: true,
		prepare(n) {
			this.scene = makeScene(n);
			const sk = skeleton(this.scene),
				ink = sk.filter((s) => s.type === 'freedraw');
			els = convertToExcalidrawElements(
				sk.filter((s) => s.type !== 'freedraw'),
				{ regenerateIds: false }
			);
			// 0.18.1 passes freedraw skeletons through without defaults, so complete them from a converted element
			const t = els.find((e) => e.type === 'ellipse') ?? els[0],
				order = new Map(this.scene.shapes.map((s, i) => [s.id, i]));
			els = els.concat(
				ink.map((k) => ({
					...t,
					boundElements: null,
					roundness: null,
					backgroundColor: 'transparent',
					strokeWidth: 1,
					lastCommittedPoint: null,
					...k,
					seed: 1 + order.get(k.id),
					version: 1,
					versionNonce: 1
				}))
			);
			els.forEach((e) => {
				delete e.index;
			});
			const at = (e) => order.get(e.containerId ?? e.id) + (e.containerId ? 0.5 : 0);
			els = els.map((e) => ({ ...e })).sort((a, b) => at(a) - at(b));
			window.__els = els;
		},
		async load() {
			api.updateScene({ elements: els, captureUpdate: 'NEVER' });
			await nextFrames(2);
		},
		zoomTo(z, cx, cy) {
			const a = api.getAppState();
			api.updateScene({
				appState: { zoom: { value: z }, scrollX: a.width / 2 / z - cx, scrollY: a.height / 2 / z - cy }
			});
		},
		panBy(dx, dy) {
			const a = api.getAppState();
			api.updateScene({
				appState: { scrollX: a.scrollX + dx / a.zoom.value, scrollY: a.scrollY + dy / a.zoom.value }
			});
		},
		toScreen(x, y) {
			return sceneCoordsToViewportCoords({ sceneX: x, sceneY: y }, api.getAppState());
		},
		select(ids) {
			const sel = {};
			for (const id of ids) sel[id] = true;
			api.setActiveTool({ type: 'selection' });
			api.updateScene({ appState: { selectedElementIds: sel, selectedGroupIds: {} } });
		},
		clear() {
			api.updateScene({ appState: { selectedElementIds: {} } });
		},
		posOf(id) {
			const e = api.getSceneElements().find((e) => e.id === id);
			return [e.x, e.y];
		},
		zoom() {
			return api.getAppState().zoom.value;
		},
		count() {
			return { records: api.getSceneElements().length, dom: document.getElementsByTagName('*').length };
		}
	};
}
createRoot(document.getElementById('r')).render(
	<div style={{ height: '100%' }}>
		<Excalidraw excalidrawAPI={mount} />
	</div>
);
