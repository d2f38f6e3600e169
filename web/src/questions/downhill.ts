/** What the lesson `downhill` asks. */

// biome-ignore lint/suspicious/noEmptyInterface: its questions come with it
export interface DownhillQuestions {}
