// The model's text is untrusted, so the app must never turn a string into markup or code. The content security policy of
// the built page would block it too; these tests find it in the source.
import { expect, test } from 'vitest';
import { type SourceFile, isScript, literalText, sourceFiles, visit } from './source.ts';

const SINKS = new Set([
  'innerHTML',
  'outerHTML',
  'dangerouslySetInnerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'srcdoc',
  'srcDoc',
  'eval',
  'Function',
]);

/** The places in a file where a string could become markup or code. */
function sinksOf(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const note = (name: string | undefined) => {
    if (name !== undefined && SINKS.has(name)) found.push(`${file.path}: ${name}`);
  };
  visit(file, {
    Identifier: ({ name }) => note(name),
    JSXIdentifier: ({ name }) => note(name),
    MemberExpression: ({ object, property, computed }) => {
      if (computed) note(literalText(property));
      const onDocument = object.type === 'Identifier' && object.name === 'document';
      if (onDocument && property.type === 'Identifier' && /^write(?:ln)?$/.test(property.name)) {
        found.push(`${file.path}: document.${property.name}`);
      }
    },
    Property: ({ key }) => note(literalText(key)),
    CallExpression: ({ callee, arguments: [first] }) => {
      const timer = callee.type === 'Identifier' && /^set(?:Timeout|Interval)$/.test(callee.name);
      if (timer && literalText(first) !== undefined) found.push(`${file.path}: a timer that runs a string`);
    },
    Literal: ({ value }) => {
      if (typeof value === 'string' && /^\s*javascript:/i.test(value)) found.push(`${file.path}: ${value}`);
    },
  });
  return found;
}

test('no code in the source turns a string into markup or code', () => {
  const scripts = sourceFiles(/./).filter(isScript);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.flatMap(sinksOf)).toEqual([]);
});

test.each([
  `element.innerHTML = text;`,
  `element['outerHTML'] = text;`,
  `Object.assign(element, { innerHTML: text });`,
  `Object.assign(element, { 'innerHTML': text });`,
  `const a = <p dangerouslySetInnerHTML={{ __html: text }} />;`,
  `element.insertAdjacentHTML('beforeend', text);`,
  `document.write(text);`,
  `window.eval(text);`,
  `new Function(text)();`,
  `setTimeout('run()', 0);`,
  `const a = <iframe srcDoc={text} />;`,
  `const a = <a href="javascript:run()">x</a>;`,
])('sinksOf finds: %s', (text) => {
  expect(sinksOf({ path: 'app/a.tsx', text })).toHaveLength(1);
});

test('sinksOf ignores comments and interface text', () => {
  expect(sinksOf({ path: 'app/a.tsx', text: `// innerHTML\nconst a = <p>eval, "innerHTML"</p>;` })).toEqual([]);
});
