import { fieldsByColour } from "./colour/fields.js";
import { textsThatNameColours } from "./colour/items.js";
import { picturesExplained, picturesOfOneName } from "./colour/pictures.js";

/** @type {import("../engines/run_checks.js").Rule<import("./colour/words.js").Words>} */
export default (page, words) => {
  fieldsByColour(page, words);
  picturesOfOneName(page, words);
  picturesExplained(page, words);
  textsThatNameColours(page, words);
};
