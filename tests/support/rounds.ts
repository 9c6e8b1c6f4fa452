/** `npm test` runs a bounded version of every fault; `npm run faults` sets FAULTS=long and takes its time. */
export const isLongRun = process.env.FAULTS === 'long';

/** How often, how many or how much: for `npm test`, and for `npm run faults`. */
export function rounds(bounded: number, long: number): number {
	return isLongRun ? long : bounded;
}
