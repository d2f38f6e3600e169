/** All settings that are not always in view, in groups, a press away; their fields are fetched with the first press. */

import "./more-settings.css";
import { useEffect } from "preact/hooks";
import { Missing, useLater } from "../../shared/later.tsx";
import { words } from "../../words/words.ts";
import { Disclosure } from "./disclosure.tsx";
import { type GroupName, groupNames } from "./fields.ts";
import type { GroupsProps } from "./groups.tsx";

const says = words.settings;

export function MoreSettings({ form, views }: Pick<GroupsProps, "form" | "views">) {
  const { code, isMissing, fetch } = useLater(() => import("./groups.tsx"));
  const open = groupNames.filter(form.isOpen);
  const isAnyOpen = open.length > 0;

  // Some are open before they are pressed: on the way back to the page, and where a field in them is refused.
  useEffect(() => {
    if (isAnyOpen) fetch();
  }, [isAnyOpen]);

  async function toggle(group: GroupName): Promise<void> {
    if (!(await fetch())) return;
    form.toggle(group);
    if (form.isOpen(group)) requestAnimationFrame(() => bringIntoSight(group));
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div class="more-groups" role="group" aria-label={says.moreSettings}>
        <span class="caption">{says.more}</span>
        {groupNames.map((group) => (
          <Disclosure
            key={group}
            name={says.groups[group]}
            testId={`more-${group}`}
            isOpen={open.includes(group)}
            controls={idOf(group)}
            isDisabled={!form.isDescribed.value}
            onToggle={() => toggle(group)}
          />
        ))}
        <Missing isMissing={isMissing} />
      </div>
      {code.value && isAnyOpen && <code.value.Groups {...{ form, views, open, idOf }} />}
    </>
  );
}

const idOf = (group: GroupName) => `settings-${group}`;

/** As far as there is room. */
const bringIntoSight = (group: GroupName) => document.getElementById(idOf(group))?.scrollIntoView({ block: "nearest" });
