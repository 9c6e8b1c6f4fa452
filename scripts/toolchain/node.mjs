import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Advice, ROOT } from './say.mjs';

const OLDEST = 24;

/**
 * The Node that runs the project: the one that npm installed, else the one that is running if it is new enough.
 * @returns {string} the path of its executable
 */
export function projectNode() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
	const path = fileURLToPath(new URL(`node_modules/node-${platform}-${process.arch}/${file}`, ROOT));
	if (existsSync(path)) return path;
	if (Number(process.versions.node.split('.')[0]) >= OLDEST) return process.execPath;
	throw new Advice(
		`Commonplace runs on Node ${OLDEST}, and npm has no package of it for ${process.platform} on ${process.arch}. ` +
			`Install Node ${OLDEST} or newer (this is ${process.versions.node}), then run the command again.`
	);
}

/** The environment in which every tool and its children find the project's Node and tools first. */
export function projectEnvironment() {
	const bin = fileURLToPath(new URL('node_modules/.bin', ROOT));
	const path = [dirname(projectNode()), bin, process.env.PATH ?? ''].join(delimiter);
	return { ...process.env, PATH: path };
}

/**
 * The command line of an installed tool under the project's Node.
 * @param {string} name of its package
 * @param {readonly string[]} parameters
 * @param {string} [command] when the package has several
 */
export function tool(name, parameters, command = name.replace(/^@[^/]+\//, '')) {
	const folder = new URL(`node_modules/${name}/`, ROOT);
	const { bin } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
	const file = typeof bin === 'string' ? bin : bin[command];
	return [projectNode(), fileURLToPath(new URL(file, folder)), ...parameters];
}
