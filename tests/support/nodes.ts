import { onTestFinished } from 'vitest';
import { startBalancer, type Balancer } from './balancer.ts';
import { startRedis, type RedisServer } from './redis.ts';
import { spawnServer, type Environment, type TestServer } from './server.ts';

const SETTINGS = { JOIN_RATE: '1000000' } as const;

/** Equal server processes on one Redis, behind a balancer without stickiness. */
export class Deployment {
	readonly redis: RedisServer;
	readonly #environment: Environment;
	readonly #nodes: TestServer[] = [];
	#balancer!: Balancer;

	private constructor(redis: RedisServer, environment: Environment) {
		this.redis = redis;
		this.#environment = environment;
	}

	/** For one test, at whose end everything is closed. */
	static async open(count: number, environment: Environment = {}): Promise<Deployment> {
		const deployment = await Deployment.start(count, environment);
		onTestFinished(() => deployment.close());
		return deployment;
	}

	/** To be closed by whoever starts it. */
	static async start(count: number, environment: Environment = {}): Promise<Deployment> {
		const deployment = new Deployment(await startRedis(), environment);
		deployment.#balancer = await startBalancer(() => deployment.#nodes.map(({ port }) => port));
		await Promise.all(Array.from({ length: count }, () => deployment.add()));
		return deployment;
	}

	/** Where people go. */
	get origin(): string {
		return this.#balancer.origin;
	}

	/** Those that have not been ended. */
	get nodes(): readonly TestServer[] {
		return this.#nodes;
	}

	node(index: number): TestServer {
		const node = this.#nodes[index];
		if (node === undefined) throw new Error(`there is no node ${index}`);
		return node;
	}

	/** One more; resolves when it is ready. @param main of another release. */
	async add(environment: Environment = {}, main?: string): Promise<TestServer> {
		const settings = { ...SETTINGS, REDIS_URL: this.redis.url, ...this.#environment, ...environment };
		const node = await spawnServer(settings, main);
		this.#nodes.push(node);
		return node;
	}

	/** Ends one; the balancer does not know until it finds out. */
	async end(node: TestServer, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string> {
		const outcome = await node.kill(signal);
		const index = this.#nodes.indexOf(node);
		if (index !== -1) this.#nodes.splice(index, 1);
		await node.stop();
		return outcome;
	}

	async close(): Promise<void> {
		await this.#balancer.close();
		await Promise.all(this.#nodes.map((node) => node.stop()));
		await this.redis.dispose();
	}
}
