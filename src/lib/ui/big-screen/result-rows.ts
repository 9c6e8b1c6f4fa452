/** One line of a result: what it is about, and how much it got. */
export interface ResultRow {
	readonly id: string;
	readonly label: string;
	readonly count: number;
	/** The count in words, where the number alone does not say it. */
	readonly words?: string;
	/** What the result is: it is told apart from the rest. */
	readonly leads?: boolean;
}
