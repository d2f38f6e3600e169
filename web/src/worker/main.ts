/** The worker's entry: offers its service to the page. */

import * as Comlink from "comlink";
import { loadEngine } from "./engine.ts";
import { Service } from "./service.ts";

Comlink.expose(new Service(loadEngine));
