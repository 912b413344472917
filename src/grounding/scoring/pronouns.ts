/**
 * The personal pronouns of English: subject, object, possessive and reflexive forms of each person, after the table in
 * R. Huddleston and G. K. Pullum, "The Cambridge Grammar of the English Language" (2002), chapter 5, section 10.1. The
 * papers use the tagger of spaCy with 18 of them, and leave out the reflexives; this list needs no tagger.
 */
const ALL: ReadonlySet<string> = new Set(
  [
    'i me my mine myself',
    'you your yours yourself yourselves',
    'he him his himself',
    'she her hers herself',
    'it its itself',
    'we us our ours ourselves',
    'they them their theirs themselves themself',
  ].flatMap((forms) => forms.split(' ')),
);

/** Whether a word is a personal pronoun, in upper or lower case. */
export function isPronoun(word: string): boolean {
  return ALL.has(word.toLowerCase());
}
