/** What the parts of the server need of a logger; pino's fits. Never pass secrets, documents' content or names of people. */
export interface Log {
	info(details: object, message: string): void;
	warn(details: object, message: string): void;
	error(details: object, message: string): void;
}
