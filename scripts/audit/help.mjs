import { FINDING_KINDS, SCORES } from '../../src/grounding/index.ts';
import { KEYS } from './arguments.mjs';
import { REJECTIONS } from './findings.mjs';

/** @param {readonly string[]} words @returns {string} wrapped to lines of 100 characters */
function wrapped(words) {
  const lines = [''];
  for (const word of words) {
    if ((lines.at(-1) ?? '').length + word.length > 96) lines.push('');
    lines[lines.length - 1] += `  ${word}`;
  }
  return lines.join('\n');
}

/** What `--help` prints. */
export const help = `storylens-audit PATH… [--reference PATH] [options]

Audits outputs of QwenStoryteller and other models, and compares them with a reference.

A PATH is one model: a file or a folder. It can have completions (12.txt), pairs (12_cot.txt and
12_story.txt), or rows of the dataset and other samples as JSON, JSON Lines or parquet. A file's name
without its extension is the ID of its output. STORYID.HASH.SEED is an output for the story STORYID.

Options
  --reference PATH       the dataset or another model; boxes count the pixels of its pictures
  --format FORMAT        table (the default), json, csv or md
  --out FILE             writes to FILE instead of the terminal
  --name NAME            the name of a model; give one for each PATH
  --units UNITS          what the models' boxes count, if not the pixels of the pictures:
                         sent, original, resized, 1000, 1 or 1000yx; once for all, or once for each PATH
  --sent-size WxH        the size of the sent pictures, for --units sent and resized
  --frame-size WxH       the size of the frames, if neither side has pictures
  --fail-under KEY=N     exit status 1 if a model's number is lower; can be repeated
  --seed N               the seed of the 95 % intervals, 1 if it is not given
  --help                 this text

Exit status: 0 fine, 1 a threshold is missed, 2 a PATH, the reference or an argument cannot be read.

Columns
  as in the paper        the numbers of the StoryReasoning project's evaluator: boxes of all frames are
                         pooled, and an output without boxes has precision 1
  frames compared        the same, but a match needs the same frame, and mAP is free of the rows' order
  answered               both again, over the outputs with at least one box that the evaluator reads

  95 % from and to       bootstrap intervals of the means over stories; with several PATHs also over the
                         stories that all models have, and of the paired differences
  published              the rows of the papers; the test split, rounded by their authors

BLEU and ROUGE-L compare lower-cased words of letters, digits and _. The papers use Stanford's
tokenizer for Java, which also splits words such as "don't", so their numbers differ slightly.

Keys of --fail-under
${wrapped(KEYS)}

Numbers of a column
${wrapped(SCORES)}

Kinds of findings (perOutput in --format json)
${wrapped([...FINDING_KINDS, ...REJECTIONS])}
`;
