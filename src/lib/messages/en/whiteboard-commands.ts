import { plural } from '../locale.ts';

/** Words of the commands, menus and sheets that are fetched once the board stands. */
export default {
	paletteHint: 'Find a command',
	paletteNothing: 'No command is called that.',
	groups: {
		tools: 'Tools',
		edit: 'Edit',
		arrange: 'Arrange',
		select: 'Select',
		view: 'View',
		board: 'Board'
	},
	shelves: { draw: 'Draw', write: 'Write', shapes: 'Shapes', parts: 'Insert', hold: 'Pick and move' },
	withKeys: 'Also with the keyboard',
	keyGestures: {
		nudge: ['Arrow keys', 'Move what is selected'],
		far: ['Shift + arrow keys', 'Move it farther'],
		pan: ['Arrow keys, nothing selected', 'Move the paper'],
		chain: ['Tab, while writing a note', 'A new note beside it']
	},
	withPointer: 'With the mouse or a pen',
	pointerGestures: {
		pan: ['Space or middle button, drag', 'Move the paper'],
		zoom: ['Ctrl + wheel', 'Zoom'],
		add: ['Shift + click', 'Add to the selection, or take out'],
		lasso: ['Alt + drag on the paper', 'Select with a lasso'],
		copy: ['Alt + drag a shape', 'Drag a copy'],
		axis: ['Shift + drag', 'Straight, square, or in steps of 15°'],
		centre: ['Alt + drag a handle', 'Resize about the middle'],
		free: ['Ctrl + drag', 'Without snapping'],
		inside: ['Double click a group', 'Select inside it'],
		menu: ['Right click', 'What can be done here']
	},
	withFingers: 'With fingers',
	fingerGestures: {
		pan: ['Two fingers, drag', 'Move the paper'],
		zoom: ['Two fingers, pinch', 'Zoom'],
		menu: ['Press long', 'What can be done here'],
		undo: ['Tap with two fingers', 'Undo'],
		redo: ['Tap with three fingers', 'Redo'],
		pen: ['A pen draws, a finger moves the paper', 'Once a pen was used']
	},
	group: 'Group',
	ungroup: 'Ungroup',
	needsTwo: 'Select two things or more first.',
	needsThree: 'Select three things or more first.',
	needsGroup: 'Nothing that is selected is a group.',
	grouped: (count: number) => plural(count, { one: '# shape grouped', other: '# shapes grouped' }),
	ungrouped: 'Ungrouped',
	align: {
		left: 'Align left',
		centre: 'Align centres',
		right: 'Align right',
		top: 'Align top',
		middle: 'Align middles',
		bottom: 'Align bottom'
	},
	distributeAcross: 'Distribute across',
	distributeDown: 'Distribute down',
	tidy: 'Tidy up into a grid',
	arranged: (count: number) => plural(count, { one: '# thing arranged', other: '# things arranged' }),
	lockOrUnlock: 'Lock or unlock',
	lock: 'Lock',
	unlock: 'Unlock',
	unlockAll: 'Unlock everything',
	needsUnlocked: 'What is selected is locked already.',
	needsLocked: 'Nothing that is selected is locked.',
	nothingLocked: 'Nothing on the board is locked.',
	locked: (count: number) => plural(count, { one: '# shape locked', other: '# shapes locked' }),
	unlocked: (count: number) => plural(count, { one: '# shape unlocked', other: '# shapes unlocked' }),
	flipAcross: 'Flip across',
	flipDown: 'Flip upside down',
	flipped: 'Flipped',
	copyStyle: 'Copy style',
	pasteStyle: 'Paste style',
	needsStyle: 'Copy a style first.',
	styleCopied: 'Style copied',
	stylePasted: (count: number) =>
		plural(count, { one: 'Style given to # shape', other: 'Style given to # shapes' }),
	selectSameKind: 'Select the same kind',
	snapToShapes: 'Snap to shapes',
	snapToGrid: 'Snap to the grid',
	snapsToShapes: 'Snaps to shapes',
	snapsToGrid: 'Snaps to the grid',
	snapsNot: 'Snaps no more'
};
