/** What the lesson `moons` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface MoonsQuestions {}
