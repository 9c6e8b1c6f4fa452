import { StoreError } from '../store/store.ts';
import { JobError } from './pool.ts';

/** Whether it failed for what a document is: at the next try it would again, unless somebody repairs it. */
export function isDocumentsFault(error: unknown): boolean {
	return (
		(error instanceof JobError && error.fault === 'document') ||
		(error instanceof StoreError && error.failure === 'corrupt')
	);
}
