/** An image as PDF keeps it: colours, and how much each pixel covers. */
export interface PdfImage {
	readonly width: number;
	readonly height: number;
	/** Three bytes a pixel. */
	readonly rgb: Uint8Array;
	/** One byte a pixel; `null` where all of it covers. */
	readonly alpha: Uint8Array | null;
}

export interface PdfPage {
	/** In points, a 72nd of an inch. */
	readonly width: number;
	readonly height: number;
	readonly content: string;
}

export interface PdfBlend {
	/** 0 to 1. */
	readonly alpha: number;
	readonly mode: 'Normal' | 'Multiply' | 'Screen';
}

export interface PdfLayer {
	readonly content: string;
	/** Left, bottom, right and top of all that it may paint, in its own units. */
	readonly box: readonly [number, number, number, number];
}

export interface PdfParts {
	readonly title: string;
	readonly pages: readonly PdfPage[];
	/** `/F1` is the first. */
	readonly faces: readonly string[];
	/** `/I1` is the first. */
	readonly images: readonly PdfImage[];
	/** How colours meet what is under them: `/A1` is the first. */
	readonly alphas: readonly PdfBlend[];
	/** Content that is painted as one thing: `/L1` is the first. */
	readonly layers: readonly PdfLayer[];
}

type Body = string | { readonly dictionary: string; readonly stream: Uint8Array };

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/**
 * Writes a PDF 1.7. A library for it is 100 kB and more, most of it for reading PDFs, forms and faces that are put into the file; what a board
 * needs of the format is objects, streams and a table of where they begin.
 */
export async function writePdf(parts: PdfParts): Promise<Uint8Array<ArrayBuffer>> {
	const bodies: Body[] = [];
	/** Objects are numbered from 1. */
	const add = (body: Body): number => bodies.push(body);
	const catalog = add('');
	const pageTree = add('');
	const info = add(`<< /Title ${textString(parts.title)} /Producer (Commonplace) >>`);
	const fonts = parts.faces.map((face) =>
		add(`<< /Type /Font /Subtype /Type1 /BaseFont /${face} /Encoding /WinAnsiEncoding >>`)
	);
	const states = parts.alphas.map(({ alpha, mode }) =>
		add(`<< /Type /ExtGState /ca ${alpha} /CA ${alpha} /BM /${mode} >>`)
	);
	const images: number[] = [];
	for (const image of parts.images) {
		const mask = image.alpha === null ? null : add(await imageBody(image, image.alpha, '/DeviceGray', null));
		images.push(add(await imageBody(image, image.rgb, '/DeviceRGB', mask)));
	}
	const layers = parts.layers.map(() => add(''));
	const resources = add(
		`<< /Font << ${named('F', fonts)} >> /ExtGState << ${named('A', states)} >> /XObject << ${named('I', images)} ${named('L', layers)} >> >>`
	);
	for (const [at, { content, box }] of parts.layers.entries())
		bodies[layers[at]! - 1] = await compressed(
			`/Type /XObject /Subtype /Form /BBox [${box.join(' ')}] /Group << /S /Transparency >> /Resources ${resources} 0 R`,
			bytesOf(content)
		);
	const pages: number[] = [];
	for (const page of parts.pages) {
		const content = add(await compressed('', bytesOf(page.content)));
		pages.push(
			add(
				`<< /Type /Page /Parent ${pageTree} 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources ${resources} 0 R /Contents ${content} 0 R >>`
			)
		);
	}
	bodies[catalog - 1] = `<< /Type /Catalog /Pages ${pageTree} 0 R >>`;
	bodies[pageTree - 1] =
		`<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${pages.length} >>`;
	return assembled(bodies, catalog, info);
}

function assembled(bodies: readonly Body[], catalog: number, info: number): Uint8Array<ArrayBuffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const put = (chunk: string | Uint8Array): void => {
		const bytes = typeof chunk === 'string' ? bytesOf(chunk) : chunk;
		chunks.push(bytes);
		length += bytes.length;
	};
	// The second line tells programs that carry files about that this one is not text.
	put('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
	const offsets = bodies.map((body, at) => {
		const offset = length;
		put(`${at + 1} 0 obj\n`);
		if (typeof body === 'string') put(body);
		else {
			put(`<< ${body.dictionary} /Length ${body.stream.length} >>\nstream\n`);
			put(body.stream);
			put('\nendstream');
		}
		put('\nendobj\n');
		return offset;
	});
	const start = length;
	put(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n`);
	for (const offset of offsets) put(`${String(offset).padStart(10, '0')} 00000 n \n`);
	put(`trailer\n<< /Size ${bodies.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R >>\n`);
	put(`startxref\n${start}\n%%EOF\n`);
	const file = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		file.set(chunk, at);
		at += chunk.length;
	}
	return file;
}

function imageBody(
	{ width, height }: PdfImage,
	samples: Uint8Array,
	space: string,
	mask: number | null
): Promise<Body> {
	const veil = mask === null ? '' : ` /SMask ${mask} 0 R`;
	return compressed(
		`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8${veil}`,
		samples
	);
}

async function compressed(dictionary: string, bytes: Uint8Array): Promise<Body> {
	const packed = new Response(
		new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('deflate'))
	);
	return {
		dictionary: `${dictionary} /Filter /FlateDecode`,
		stream: new Uint8Array(await packed.arrayBuffer())
	};
}

function named(letter: string, objects: readonly number[]): string {
	return objects.map((object, at) => `/${letter}${at + 1} ${object} 0 R`).join(' ');
}

/** Any text, as UTF-16 with a mark that says so. */
function textString(text: string): string {
	const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
	return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
}
