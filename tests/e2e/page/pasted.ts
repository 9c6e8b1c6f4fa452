/** What people have on their clipboards: as HTML, and the blocks that it must become (kind, indent, words). */
interface Pasted {
	readonly from: string;
	readonly html: string;
	readonly blocks: readonly string[];
	/** What is marked in it, by element. */
	readonly marked?: Readonly<Record<string, readonly string[]>>;
}

const wordItem = (level: number, sign: string, words: string): string =>
	`<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

export const PASTED: readonly Pasted[] = [
	{
		from: 'Word: bullets in paragraphs',
		html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body><!--StartFragment-->${wordItem(1, '·', 'one')}${wordItem(2, 'o', 'under one')}${wordItem(1, '·', 'two')}<!--EndFragment--></body></html>`,
		blocks: ['bullet: one', 'bullet+1: under one', 'bullet: two']
	},
	{
		from: 'Word: numbers in paragraphs',
		html: wordItem(1, '1.', 'first') + wordItem(2, 'a)', 'part') + wordItem(1, '2.', 'second'),
		blocks: ['numbered: first', 'numbered+1: part', 'numbered: second']
	},
	{
		from: 'Word: a title, an empty paragraph and a conditional comment',
		html: '<p class=MsoTitle>Report<o:p></o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Words</p>',
		blocks: ['heading: Report', 'paragraph: Words']
	},
	{
		from: 'Google Docs: everything in a <b> that is not bold',
		html: '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">plain </span><span style="font-weight:700">strong</span></p><p><span style="font-style:italic">slanted</span></p></b>',
		blocks: ['paragraph: plain strong', 'paragraph: slanted'],
		marked: { strong: ['strong'], em: ['slanted'] }
	},
	{
		from: 'Google Docs: a list in a list without an item around it',
		html: '<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>deeper</span></p></li></ul></ul>',
		blocks: ['bullet: one', 'bullet+1: deeper']
	},
	{
		from: 'Google Docs: a check list',
		html: '<ul><li role="checkbox" aria-checked="true"><p>done</p></li><li role="checkbox" aria-checked="false"><p>open</p></li></ul>',
		blocks: ['task!: done', 'task: open']
	},
	{
		from: 'a code host: a task list',
		html: '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" checked disabled> ship</li><li class="task-list-item"><input type="checkbox" disabled> rest</li></ul>',
		blocks: ['task!: ship', 'task: rest']
	},
	{
		from: 'a code host: code with colours',
		html: '<pre data-language="ts"><code><span style="color:#f00">const</span> a = 1;\n\tb();\n</code></pre>',
		blocks: ['code: const a = 1;\n\tb();']
	},
	{
		from: 'an attacker: scripts, handlers and frames',
		html: '<p onclick="alert(1)">safe<script>window.pwned=1</script><img src=x onerror="window.pwned=1"></p><iframe srcdoc="<script>parent.pwned=1</script>"></iframe><svg onload="window.pwned=1"><text>no</text></svg>',
		blocks: ['paragraph: safe']
	},
	{
		from: 'an attacker: addresses that run',
		html: '<p><a href="javascript:alert(1)">one</a> <a href="data:text/html,<script>1</script>">two</a> <a href=" jAvAsCrIpT:1">three</a> <a href="https://example.org/">four</a></p>',
		blocks: ['paragraph: one two three four'],
		marked: { a: ['four'] }
	},
	{
		from: 'a web page: headings deeper than ours, a rule and a quote',
		html: '<h1>One</h1><h5>Five</h5><hr><blockquote><p>said</p></blockquote>',
		blocks: ['heading: One', 'heading: Five', 'divider', 'quote: said']
	},
	{
		from: 'a web page: paragraphs within an item, and line breaks',
		html: '<ol><li><p>one<br>and more</p><p>under it</p></li><li>two</li></ol>',
		blocks: ['numbered: one\nand more', 'paragraph+1: under it', 'numbered: two']
	},
	{
		from: 'a mail: blocks in blocks, and space between them',
		html: '<div>\n\t<div>Hello</div>\n\t<div><br></div>\n\t<div>  Bye   now </div></div>',
		blocks: ['paragraph: Hello', 'paragraph: Bye now']
	},
	{
		from: 'nesting without an end',
		html: `${'<div><span>'.repeat(300)}deep${'</span></div>'.repeat(300)}`,
		blocks: ['paragraph: deep']
	}
];
