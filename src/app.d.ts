declare global {
	namespace App {
		interface PageState {
			/** Somebody has just joined the session that this entry of the history shows. */
			readonly joined?: boolean;
		}
	}
}

export {};
