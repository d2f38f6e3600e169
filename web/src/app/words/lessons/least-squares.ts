/** What the lesson about least squares says, in the language that the page speaks. */

import { leastSquares } from "../en/lessons/least-squares.ts";
import { inLanguage } from "../language.ts";

export const leastSquaresWords: typeof leastSquares = inLanguage(
  leastSquares,
  async () => (await import("../zh/lessons/least-squares.ts")).leastSquares,
);
