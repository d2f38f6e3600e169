/** Bending: every activation with its slope, and what a small network draws with it. */

import "./lesson.css";
import type { FunctionComponent } from "preact";
import { formatLoss } from "../../shared/figures.ts";
import { bendingWords } from "../../words/lessons/bending.ts";
import { codeOf } from "../shared/code.ts";
import { Lesson, Play, Prediction, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Choice } from "./choice.tsx";
import { subjectOf } from "./code.ts";
import { activations, createBending } from "./model.ts";
import { NetworkPart } from "./network-part.tsx";
import { UnitPart } from "./unit-part.tsx";

const says = bendingWords;

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createBending(engine);
  const code = codeOf(engine, () => subjectOf(engine, model));
  const { choices, outcome } = model;

  return function Bending() {
    const { options } = says.prediction;
    const answers = says.question.options;
    const { loss, lineLoss } = outcome.value ?? {};
    return (
      <Lesson name="bending">
        <Told>{says.told}</Told>
        <Prediction
          question={says.prediction.question}
          options={options}
          choice={choices.prediction}
          truth={outcome.value && "line"}
        >
          <p>{says.prediction.happened(formatLoss(loss), formatLoss(lineLoss))}</p>
        </Prediction>
        <Play title={says.play.title} code={code}>
          <div class="bending">
            <div class="bending-choices">
              <Choice
                name={says.play.activation}
                choice={choices.activation}
                options={activations.map((name) => [name, says.play.activations[name]])}
              />
            </div>
            <UnitPart model={model} />
            <NetworkPart model={model} />
          </div>
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="all"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}
