export default {
	connect: 'Connect',
	connectedCopy: {
		right: 'Connected copy to the right',
		left: 'Connected copy to the left',
		down: 'Connected copy below',
		up: 'Connected copy above'
	},
	needsTwoToConnect: 'Select two things or more to connect.',
	needsOneToCopy: 'Select one thing that an arrow can begin at.',
	connected: 'Connected',
	route: 'Route',
	routes: { straight: 'Straight', elbow: 'With elbows', curved: 'Curved' },
	start: 'Start',
	end: 'End',
	heads: { none: 'Plain', arrow: 'Arrow', triangle: 'Triangle', dot: 'Dot', bar: 'Bar' },
	swap: 'Turn round'
};
