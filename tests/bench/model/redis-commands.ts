import { connect } from 'node:net';

/** How many commands this Redis has carried out so far, those within scripts included: `total_commands_processed`. */
export function commandsOf(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		let said = '';
		const socket = connect({ host: '127.0.0.1', port }, () => socket.write('INFO stats\r\n'));
		socket.on('error', reject);
		socket.on('data', (chunk: Buffer) => {
			said += chunk.toString('latin1');
			const found = /total_commands_processed:(\d+)/.exec(said);
			if (found === null) return;
			socket.destroy();
			resolve(Number(found[1]));
		});
	});
}
