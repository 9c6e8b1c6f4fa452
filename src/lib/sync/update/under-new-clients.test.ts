import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { underNewClients } from './under-new-clients.ts';

/** What a server has, and a device with changes that the server lacks. */
function serverAndDevice() {
	const device = new Y.Doc();
	device.getText('t').insert(0, 'On the server.');
	const other = new Y.Doc();
	other.getMap('m').set('list', new Y.Array());
	Y.applyUpdate(device, Y.encodeStateAsUpdate(other));
	const server = Y.encodeStateAsUpdate(device);
	const stateVector = Y.encodeStateVector(device);
	return {
		device,
		/** The server's document with what the device has beyond it, under new clients. */
		joined(...ids: number[]) {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, server);
			const update = Y.encodeStateAsUpdate(device, stateVector);
			Y.applyUpdate(
				doc,
				underNewClients(update, () => ids.shift()!)
			);
			return { doc, update };
		}
	};
}

const clients = (update: Uint8Array): number[] => [...Y.parseUpdateMeta(update).to.keys()];

describe('changes under new clients', () => {
	it('say the same, and none is left under the old', () => {
		const { device, joined } = serverAndDevice();
		const text = device.getText('t');
		text.insert(2, ' this device, not on');
		text.insert(text.length, ' More.');
		(device.getMap('m').get('list') as Y.Array<string>).push(['in a list that another made']);
		const { doc, update } = joined(77);
		expect(doc.getText('t').toString()).toBe(text.toString());
		expect(doc.getMap('m').toJSON()).toEqual(device.getMap('m').toJSON());
		expect(doc.store.pendingStructs).toBeNull();
		expect(clients(underNewClients(update, () => 77))).toEqual([77]);
		expect(Y.getState(doc.store, device.clientID)).toBe('On the server.'.length);
	});

	it('keep deletions on both sides of where the new begin', () => {
		const { device, joined } = serverAndDevice();
		const text = device.getText('t');
		text.insert(text.length, 'new and gone');
		text.delete('On the'.length, ' server.new'.length);
		const { doc } = joined(77);
		expect(doc.getText('t').toString()).toBe('On the and gone');
		expect(doc.store.pendingDs).toBeNull();
	});

	it('keep several clients apart', () => {
		const { device, joined } = serverAndDevice();
		device.getText('t').insert(0, 'First visit. ');
		const second = new Y.Doc();
		Y.applyUpdate(second, Y.encodeStateAsUpdate(device));
		second.getText('t').insert('First visit.'.length, ' Second visit.');
		second.getText('t').delete(0, 'First'.length);
		Y.applyUpdate(device, Y.encodeStateAsUpdate(second));
		const { doc } = joined(77, 78);
		expect(doc.getText('t').toString()).toBe(' visit. Second visit. On the server.');
		expect(doc.store.pendingStructs).toBeNull();
	});
});
