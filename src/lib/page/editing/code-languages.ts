/** The languages whose words are coloured, by the name that is stored with a block, and as people call them. */
export const CODE_LANGUAGES: Readonly<Record<string, string>> = {
	bash: 'Bash',
	c: 'C',
	cpp: 'C++',
	csharp: 'C#',
	css: 'CSS',
	diff: 'Diff',
	dockerfile: 'Dockerfile',
	go: 'Go',
	ini: 'INI, TOML',
	java: 'Java',
	javascript: 'JavaScript',
	json: 'JSON',
	kotlin: 'Kotlin',
	lua: 'Lua',
	markdown: 'Markdown',
	php: 'PHP',
	powershell: 'PowerShell',
	python: 'Python',
	r: 'R',
	ruby: 'Ruby',
	rust: 'Rust',
	sql: 'SQL',
	swift: 'Swift',
	typescript: 'TypeScript',
	xml: 'HTML, XML',
	yaml: 'YAML'
};

/** What people type behind three backticks. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	'c#': 'csharp',
	'c++': 'cpp',
	cjs: 'javascript',
	console: 'bash',
	cs: 'csharp',
	docker: 'dockerfile',
	golang: 'go',
	html: 'xml',
	js: 'javascript',
	jsx: 'javascript',
	kt: 'kotlin',
	md: 'markdown',
	mjs: 'javascript',
	ps1: 'powershell',
	py: 'python',
	rb: 'ruby',
	rs: 'rust',
	sh: 'bash',
	shell: 'bash',
	svg: 'xml',
	toml: 'ini',
	ts: 'typescript',
	tsx: 'typescript',
	yml: 'yaml',
	zsh: 'bash'
};

/** The language that a block names; `null`: none that is coloured. */
export function codeLanguage(name: string): string | null {
	const lower = name.toLowerCase();
	const known = Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower]! : lower;
	return Object.hasOwn(CODE_LANGUAGES, known) ? known : null;
}
