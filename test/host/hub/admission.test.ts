import { expect, test, vi } from "vitest";
import { Admission } from "../../../src/host/hub/admission.ts";

test("a token of 128 bits is its agent's", () => {
	const admission = new Admission();
	const token = admission.issue("claude");
	const other = admission.issue("codex");
	expect(token).toMatch(/^[0-9a-f]{32}$/);
	expect(other).not.toBe(token);
	expect(admission.agentOf(token)).toBe("claude");
	expect(admission.agentOf(other)).toBe("codex");
});

test("what is nearly a token is none", () => {
	const admission = new Admission();
	const token = admission.issue("claude");
	for (const wrong of ["", token.slice(1), `${token}0`, token.toUpperCase().replace(/^./, "g"), "claude", "🦀"]) {
		expect(admission.agentOf(wrong)).toBeUndefined();
	}
});

test("an agent has one token: a new one revokes the old", () => {
	const admission = new Admission();
	const [first, second] = [admission.issue("claude"), admission.issue("claude")];
	expect(admission.agentOf(first)).toBeUndefined();
	expect(admission.agentOf(second)).toBe("claude");
});

test("revoking cuts what the agent has open, and nothing of another", () => {
	const admission = new Admission();
	const token = admission.issue("claude");
	admission.issue("codex");
	const [cut, released, others] = [vi.fn(), vi.fn(), vi.fn()];
	admission.hold("claude", cut);
	admission.hold("claude", released)();
	admission.hold("codex", others);
	admission.revoke("claude");
	admission.revoke("claude");
	expect(admission.agentOf(token)).toBeUndefined();
	expect(cut).toHaveBeenCalledOnce();
	expect(released).not.toHaveBeenCalled();
	expect(others).not.toHaveBeenCalled();
	admission.revokeAll();
	expect(others).toHaveBeenCalledOnce();
});

test("a late release does not touch what was opened since", () => {
	const admission = new Admission();
	admission.issue("claude");
	const release = admission.hold("claude", () => {});
	admission.issue("claude");
	const cut = vi.fn();
	admission.hold("claude", cut);
	release();
	admission.revoke("claude");
	expect(cut).toHaveBeenCalledOnce();
});
