import { playProtocol } from "./protocol/scenario.ts";
import { onStage } from "./session/stage.ts";
import { tell } from "./session/story.ts";

/** What is played with each agent: the story in the built program, and what its process shows alone. */
export const parts = {
	session: (id: string) => onStage(id, tell),
	protocol: playProtocol,
};
