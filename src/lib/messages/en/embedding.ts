export default {
	again: {
		title: (name: string) => `Welcome back, ${name}`,
		happened:
			'This page was loaded anew. In this frame the browser lets us remember nobody, so the session does not know you any more.',
		safe: (title: string) => `What you made in “${title}” is there, under your name.`,
		joinAs: (name: string) => `Join again as ${name}`,
		otherwise: 'Join under another name'
	}
};
