/** The page at `#/learn`, which lists the lessons, and one page for each of them. */

import "./learn.css";
import type { FunctionComponent } from "preact";
import { LessonEnd } from "../lessons/lesson-end.tsx";
import { type LessonName, lessonNames, lessons } from "../lessons/list.ts";
import type { Place } from "../lessons/shared/place.ts";
import { lessonsWords } from "../words/lessons.ts";

const { list } = lessonsWords;

export function Contents() {
  return (
    <main>
      <ol class="learn">
        {lessonNames.map((name) => (
          <li key={name}>
            <a href={`#/learn/${name}`}>{list[name].title}</a>
            <p>{list[name].about}</p>
          </li>
        ))}
      </ol>
    </main>
  );
}

export const isLesson = (name: string): name is LessonName => Object.hasOwn(lessons, name);

/** What the header says of a lesson. */
export const lessonTexts = (name: LessonName) => ({
  title: () => lessonsWords.documentTitle(list[name].title),
  heading: () => list[name].title,
  subtitle: () => lessonsWords.subtitle(lessonNames.indexOf(name) + 1, lessonNames.length),
});

export const contentsTexts = {
  title: () => lessonsWords.contents.documentTitle,
  heading: () => lessonsWords.contents.name,
  subtitle: () => lessonsWords.contents.subtitle,
};

/** Fetches a lesson, and makes what it holds. */
export async function createLessonPage(name: LessonName, place: Place): Promise<FunctionComponent> {
  const createLesson = await lessons[name]();
  const View = await createLesson(place);
  return function Page() {
    return (
      <main>
        <View />
        <LessonEnd name={name} />
      </main>
    );
  };
}
