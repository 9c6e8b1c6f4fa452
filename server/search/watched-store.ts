import type { DocumentName } from '#protocol/documents.ts';
import type { AppendListener, DocumentListener, LogEntry, Store } from '../store/store.ts';

/**
 * The store for the rooms, with word of every document in which something was written, here (as soon as a killed process would
 * keep it) or on another node that has it open as well.
 */
export function watchedStore(
	store: Store,
	wrote: (name: DocumentName, where: 'here' | 'elsewhere') => void
): Store {
	const { documents } = store;
	return {
		...store,
		documents: {
			...documents,
			async open(name: DocumentName, listener: DocumentListener) {
				const opened = await documents.open(name, {
					appended(entry) {
						listener.appended(entry);
						wrote(name, 'elsewhere');
					},
					compacted: (generation) => listener.compacted(generation),
					quarantined: (reason) => listener.quarantined(reason),
					reset() {
						listener.reset();
						wrote(name, 'elsewhere');
					}
				});
				return {
					stored: opened.stored,
					append: (entry: LogEntry, heard: AppendListener) =>
						opened.append(entry, {
							written(position) {
								heard.written(position);
								wrote(name, 'here');
							},
							durable: () => heard.durable(),
							failed: (error) => heard.failed(error)
						}),
					close: () => opened.close()
				};
			}
		}
	};
}
