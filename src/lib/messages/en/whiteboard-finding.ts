export default {
	copyLink: 'Copy link',
	linkCopied: 'Link copied',
	linkNotCopied: 'The link could not be copied. Select and copy it from here:',
	linkGone: 'What the link leads to is not on this board any more.'
};
