import { playPart } from "./play-part.ts";

playPart(2);
