import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What we read of the reports of Vitest and of Playwright.
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** @param {number} code a check without tests of its own counts as one */
export function countsOfCheck(code) {
	return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
}

/**
 * What a runner's JSON report says; at least one failure when the runner itself failed (a file that did not load, no
 * tests at all, a crash).
 * @template Report
 * @param {string} path
 * @param {number} code
 * @param {(report: Report) => Counts} read
 */
export function countsOfReport(path, code, read) {
	const counts = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : NONE;
	const isMissed = code !== 0 && counts.failed === 0;
	return isMissed ? { ...counts, failed: 1 } : counts;
}

/** @param {VitestReport} report of Vitest's JSON reporter */
export function readVitest(report) {
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

/** @param {PlaywrightReport} report of Playwright's JSON reporter; a test that passed only when repeated has failed */
export function readPlaywright({ stats }) {
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
	return all.reduce(
		(total, { passed, failed, skipped }) => ({
			passed: total.passed + passed,
			failed: total.failed + failed,
			skipped: total.skipped + skipped
		}),
		NONE
	);
}

/** @param {Counts} counts */
export function describeCounts({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
