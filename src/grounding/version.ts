/** Increases when the parser reads an old text in another way: what was derived from texts is then derived again. */
export const PARSER_VERSION = 2;
