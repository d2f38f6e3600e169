/** What the lesson `backpropagation` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface BackpropagationQuestions {}
