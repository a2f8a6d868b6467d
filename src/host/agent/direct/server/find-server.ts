import { failed, ok, type Result } from "../../../../model/failure.ts";
import type { DirectSettings } from "../direct-options.ts";
import { howToStart, type KnownServer, urlOf } from "./known-servers.ts";
import { chooseModel, listModels, listText, type Model, runsElsewhere, type Server } from "./models.ts";
import { isLoopback, readWish, type Wish } from "./read-wish.ts";

/** The model that answers, and what the person should know of it. */
export type Place = { readonly server: Server; readonly model: Model; readonly said: string };

/** Finds what the person meant: the server that they named, or the first known one of this machine that answers. */
export async function findServer(settings: DirectSettings): Promise<Result<Place>> {
	const wish = readWish(settings.command);
	if (!wish.ok) return wish;
	const { url } = wish.value;
	return url === undefined ? findHere(settings, wish.value) : atUrl(settings, { ...wish.value, url });
}

type Answer = { readonly known: KnownServer; readonly models: readonly Model[] };

async function findHere({ servers, timeouts }: DirectSettings, { model }: Wish): Promise<Result<Place>> {
	const asked = await Promise.all(
		servers.map(async (known): Promise<Answer[]> => {
			const models = await listModels({ url: urlOf(known) }, timeouts.probe);
			return models.ok ? [{ known, models: models.value }] : [];
		}),
	);
	const answers = asked.flat();
	if (answers.length === 0) return nobody(servers);
	for (const { known, models } of answers) {
		const chosen = chooseModel(models, model);
		if (chosen.ok) return ok(place({ url: urlOf(known) }, { model: chosen.value, models, name: known.name }));
	}
	const found = answers.flatMap(({ models }) => models);
	const where = answers.map(({ known }) => known.name).join(" and ");
	const what = model === undefined ? "no model to talk to" : `no model "${model}"`;
	return failed("agent-unavailable", `${where} runs here and has ${what}`, listText(found));
}

function nobody(servers: readonly KnownServer[]): Result<never> {
	const ports = servers.map(({ port }) => port).join(", ");
	const message = `no model server answers on this machine (asked on 127.0.0.1: ${ports})`;
	return failed("agent-unavailable", message, `Start one:\n${howToStart(servers)}`);
}

async function atUrl(settings: DirectSettings, wish: Wish & { url: string }): Promise<Result<Place>> {
	const { allowRemote, key, timeouts, servers } = settings;
	const { url } = wish;
	const local = isLoopback(url);
	if (!local && !allowRemote)
		return failed("not-allowed", `${url} is not on this machine`, "Only the person can choose it, by --agent-command.");
	const server: Server = { url, key };
	const models = await listModels(server, timeouts.models);
	if (!models.ok) {
		const remedy = models.failure.remedy ?? (local ? `Start it:\n${howToStart(servers, url)}` : "Check the address.");
		return failed("agent-unavailable", models.failure.message, remedy);
	}
	const model = chooseModel(models.value, wish.model);
	if (!model.ok) return failed("agent-unavailable", `${model.failure.message} at ${url}`, model.failure.remedy);
	return ok(place(server, { model: model.value, models: models.value }));
}

type Found = { readonly model: Model; readonly models: readonly Model[]; readonly name?: string };

function place(server: Server, { model, models, name }: Found): Place {
	const { url } = server;
	const parts = [`The model is ${model.id}${name === undefined ? "" : ` of ${name}`} at ${url}.`];
	if (!isLoopback(url))
		parts.push(`It is not on this machine: what you and your monitors tell it goes to ${host(url)}.`);
	else if (runsElsewhere(model.id))
		parts.push("Its name says that it runs elsewhere: what it is told leaves this machine.");
	if (!isLoopback(url) && url.startsWith("http:")) parts.push("The way there is not encrypted.");
	if (models.length > 1) parts.push(listText(models));
	return { server, model, said: parts.join("\n") };
}

function host(url: string): string {
	return new URL(url).host;
}
