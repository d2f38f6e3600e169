/** The elements that parts of the page hand the keyboard's focus to, or point to, where they do not know each other. */

/** For fields that the status speaks of. */
export const statusId = "status";

/** Buttons that come and go hand the focus to one that stays. */
export const trainId = "train";
export const remedyId = "remedy";
