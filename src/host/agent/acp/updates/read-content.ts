import { asRecord, asText } from "./loose.ts";

/** A piece of content as text: what cannot be shown in words is named. */
export function contentText(block: unknown): string {
	const { type, text, uri, name, resource } = asRecord(block);
	switch (type) {
		case "text":
			return asText(text) ?? "";
		case "resource_link":
			return `[${asText(name) ?? "link"}] ${asText(uri) ?? ""}`.trim();
		case "resource": {
			const inner = asRecord(resource);
			return asText(inner.text) ?? `[resource] ${asText(inner.uri) ?? ""}`.trim();
		}
		case "image":
		case "audio":
			return `[${type}]`;
		default:
			return "";
	}
}
