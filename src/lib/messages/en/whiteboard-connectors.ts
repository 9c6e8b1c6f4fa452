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
	loop: 'Connect with itself',
	looped: 'Connected with itself',
	bend: { left: 'Bend the arrow to its left', right: 'Bend the arrow to its right' },
	bent: { left: 'Bent to the left', right: 'Bent to the right' },
	straighten: 'Take out its bends',
	straightened: 'No bends any more',
	needsBendable: 'Select an arrow that goes straight or curved.',
	needsBent: 'Select an arrow with bends.',
	route: 'Route',
	routes: { straight: 'Straight', elbow: 'With elbows', curved: 'Curved' },
	start: 'Start',
	end: 'End',
	heads: { none: 'Plain', arrow: 'Arrow', triangle: 'Triangle', dot: 'Dot', bar: 'Bar' },
	swap: 'Turn round'
};
