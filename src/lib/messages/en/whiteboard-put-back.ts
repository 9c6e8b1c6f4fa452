/** What is said when something came back that was deleted while somebody wrote in it. */
export default {
	putBack: (what: string) =>
		`${what} was deleted while somebody was writing in it. It is back with all its words; delete it again if nobody needs it.`,
	putBackPart: (what: string) =>
		`Somebody was writing in a row or column that was deleted. It is back in ${what} with all its words.`,
	show: 'Show it'
};
