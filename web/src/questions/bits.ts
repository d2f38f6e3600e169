/** What the lesson `bits` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface BitsQuestions {}
