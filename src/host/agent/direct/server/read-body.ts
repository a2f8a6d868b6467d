/** A response's text. Rejects when it is longer than `most` bytes, so that no server fills the memory. */
export async function readBody(response: Response, most: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > most) throw new Error(`the answer is longer than ${most} bytes`);
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
