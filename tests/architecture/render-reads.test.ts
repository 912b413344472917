import { expect, test } from 'vitest';
import { readsInRender } from './render-reads.ts';
import { isScript, sourceFiles } from './source.ts';

test('no component reads a store while it renders without subscribing to it', () => {
  const scripts = sourceFiles(/./).filter(isScript);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.flatMap(readsInRender)).toEqual([]);
});

const read = (text: string) => readsInRender({ path: 'features/run/Facts.tsx', text });

test.each([
  `function Facts() { const { run } = page.getState(); return run; }`,
  `const Facts = () => page.getState().run;`,
  `const Facts = memo(function Facts() { return page.getState().run; });`,
  `function useFacts() { return session.view.store.getState(); }`,
  `function Facts() { const run = useMemo(() => page.getState().run, [page]); return run; }`,
  `function Facts() { const [run] = useState(() => page.getState().run); return run; }`,
])('readsInRender finds: %s', (text) => {
  expect(read(text)).toHaveLength(1);
});

test.each([
  `function Facts() { const copy = () => page.getState().run; return copy; }`,
  `function Facts() { function copy() { return page.getState().run; } return copy; }`,
  `function useFacts() { useEffect(() => { page.getState(); }, [page]); }`,
  `function useFacts() { return useSyncExternalStore(subscribe, () => page.getState()); }`,
  `function factsOf(page) { return page.getState(); }`,
])('readsInRender allows: %s', (text) => {
  expect(read(text)).toEqual([]);
});
