/** Makes the compiler prove that a switch over a closed union is complete. Throws only when the types were lied to. */
export function assertNever(value: never): never {
	throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
