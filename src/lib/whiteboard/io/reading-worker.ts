import { partsOf, type ReadingPart, type ReadingRequest } from './reading-parts.ts';
import { readContent } from './read-file.ts';

/** What is used of a worker's own global object: the project's types are those of a page. */
interface WorkerScope {
	onmessage: ((event: MessageEvent<ReadingRequest>) => void) | null;
	postMessage(message: ReadingPart): void;
}

/** Reads drawings beside the page, which stays at hand meanwhile however large they are. */
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
	readContent(data).then(
		(read) => {
			for (const part of partsOf(read)) scope.postMessage(part);
		},
		// A bug: the page hears of it as of any error in here.
		(error: unknown) => setTimeout(() => reportError(error))
	);
};
