import type { ESTree } from 'rolldown/utils';
import { type SourceFile, visit } from './source.ts';

/** A mechanism that the source has once: what it is, and the only file that may have it. */
interface Once {
  readonly what: string;
  readonly file: string;
}

const NUMBERS: Once = { what: 'a formatter of numbers', file: 'grounding/counts.ts' };
const PLURALS: Once = { what: 'a choice between singular and plural', file: 'grounding/counts.ts' };
const ORDERS: Once = { what: 'an order of names', file: 'grounding/natural-order.ts' };

const SENTENCES: Once = { what: 'a splitter of sentences', file: 'grounding/sentences.ts' };

const JSON_READER: Once = { what: 'a reader of JSON', file: 'grounding/json.ts' };

/** Members of `Intl` and methods of values, each with the mechanism that it would be a second one of. */
const MEMBERS: Readonly<Record<string, Once>> = {
  toLocaleString: NUMBERS,
  NumberFormat: NUMBERS,
  PluralRules: PLURALS,
  Collator: ORDERS,
  localeCompare: ORDERS,
  Segmenter: SENTENCES,
};

/** The places in a file that repeat a mechanism which another file has. */
export function secondMechanisms(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const note = (once: Once | undefined): void => {
    if (once !== undefined && once.file !== file.path) found.push(`${file.path}: ${once.what}`);
  };
  visit(file, {
    MemberExpression: ({ object, property }) => {
      if (object.type === 'Identifier' && object.name === 'JSON' && isNamed(property, 'parse')) note(JSON_READER);
      if (property.type === 'Identifier' && Object.hasOwn(MEMBERS, property.name)) note(MEMBERS[property.name]);
    },
    // The body of a response.
    CallExpression: ({ callee, arguments: list }) => {
      if (callee.type === 'MemberExpression' && isNamed(callee.property, 'json') && list.length === 0)
        note(JSON_READER);
    },
    // A set of the characters that end a sentence.
    Literal: (literal) => {
      if ('regex' in literal && literal.regex.pattern.includes('.!?')) note(SENTENCES);
    },
    ConditionalExpression: ({ test, consequent, alternate }) => {
      if (comparesWithOne(test) && isText(consequent) && isText(alternate)) note(PLURALS);
    },
  });
  return found;
}

const isNamed = (node: ESTree.Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

/** `count === 1`, `count !== 1` and `count > 1`. */
function comparesWithOne(node: ESTree.Node): boolean {
  if (node.type !== 'BinaryExpression' || !/^(?:[!=]==?|>)$/.test(node.operator)) return false;
  return node.right.type === 'Literal' && node.right.value === 1;
}

const isText = (node: ESTree.Node): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
