/** What the lesson `bending` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface BendingQuestions {}
