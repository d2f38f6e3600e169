/** The worker's entry: offers its service to the page, and lets no error pass unheard. */

import * as Comlink from "comlink";
import { carryRefusals } from "../protocol.ts";
import { loadEngine } from "./engine.ts";
import { Service } from "./service.ts";

// An error that nobody handles reaches the page as an event, which ends this worker; a rejection would be silent.
addEventListener("unhandledrejection", (event) => {
  throw event.reason;
});

carryRefusals();
Comlink.expose(new Service(loadEngine));
