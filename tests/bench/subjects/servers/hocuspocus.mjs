/** Hocuspocus as its documentation starts it, listening where PORT says, asking nobody for a token; kept in SQLite where DATABASE says so. */
import { createRequire } from 'node:module';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

const peers = createRequire(`${process.env.PEERS}package.json`);
const load = (name) => import(pathToFileURL(peers.resolve(name)).href);
const { Server } = await load('@hocuspocus/server');
const extensions = process.env.DATABASE === undefined ? [] : [await database(process.env.DATABASE)];
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, extensions }).listen();

async function database(file) {
	const { Database } = await load('@hocuspocus/extension-database');
	const sqlite = new DatabaseSync(file);
	sqlite.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB)');
	const select = sqlite.prepare('SELECT data FROM documents WHERE name = ?');
	const upsert = sqlite.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?)');
	return new Database({
		fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
		store: async ({ documentName, state }) => void upsert.run(documentName, state)
	});
}
