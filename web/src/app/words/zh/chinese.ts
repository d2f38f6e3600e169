/** 中文怎样写：数字与列表。 */

import { formatsFor } from "../formats.ts";

export const formats = formatsFor("zh-CN");
