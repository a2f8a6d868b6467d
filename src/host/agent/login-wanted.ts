import { FailureError } from "../../model/failure.ts";

/** An agent that cannot be used before somebody has logged in. */
export class LoginWanted extends FailureError {}
