/** What the lesson `least-squares` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface LeastSquaresQuestions {}
